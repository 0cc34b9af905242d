// options: {"unknown":"broken"}
/* Rule 5 with the option unknown: 'broken': a warning for each field, and a model. */
#include <stdint.h>
#include "qidl.h"

struct Device {
    BusState parent;
    uint8_t *bytes;
    long double st0;
    uint8_t irq;
};
