/* Rule 8: an array of pointers visits what they point to. */
#include <stdint.h>
#include "qidl.h"

struct Drive { uint8_t head; };

struct Bus {
    struct Drive *drives[2];
    char *names[2];
};
