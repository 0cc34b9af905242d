/* Calls of macros that nobody defined, which compilers take for declarations of functions: they declare nothing. */
#include <stdint.h>

struct Device {
    uint8_t first, last;
};

module_license(here);
type_init(device_register_types);
module_init(here);
