/* Names that mean two things. */
#include "qidl.h"

typedef unsigned char reg_t;
typedef unsigned short reg_t;
typedef unsigned char reg_t;
enum State { IDLE, BUSY };
enum Other { BUSY, DONE };
typedef int IDLE;

struct Dev { reg_t reg; enum State state; };
