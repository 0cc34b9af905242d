/* Enumerators beyond their type. */
#include "qidl.h"

enum Fixed : unsigned char { FITS = 255, BEYOND };
enum Wide { LAST = 0xffffffffffffffff, OVER };
enum Mixed { NEGATIVE = -1, HIGH = 0xffffffffffffffff };

struct Enums { enum Fixed fixed; };
