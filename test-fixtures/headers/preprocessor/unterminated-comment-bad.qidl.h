/* A comment without its end swallows what follows, and is reported where it begins. */
#include <stdint.h>
typedef struct Device {
    uint8_t reg; /* the end is missing
} Device;
