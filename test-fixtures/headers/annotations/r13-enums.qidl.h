/* Rule 13: enums in the size of their C type, with a name, a typedef, or the field's; constants without a type. */
#include <stdint.h>
#include "qidl.h"

/* What the line does. */
enum state {
    IDLE, /* nothing */
    BUSY = 5,
    ALSO_BUSY = 5,
};
typedef enum { NEGATIVE = -1, POSITIVE = 1 } Sign;
enum packed_mode { P_OFF, P_ON } __attribute__((packed));
enum { FIRST = 1, SECOND };

struct Enums {
    enum state state;
    Sign sign;
    enum packed_mode mode;
    enum { LEFT, RIGHT } side;
    enum state states[2][2];
    enum state small : 4;
};
