/* Calls of macros that nobody defined, without a semicolon: compilers refuse them, and so does this one. */
#include <stdint.h>

struct Device {
    uint8_t first, last;
};

type_init(device_register_types)
module_init(here)
SPECIAL_DEVICE("serial", 3);
