/* A string ends on its line. */
#include <stdint.h>
#include "qidl.h"
typedef struct Device {
    char name[8] q_string q_default("open);
    uint8_t reg;
} Device;
