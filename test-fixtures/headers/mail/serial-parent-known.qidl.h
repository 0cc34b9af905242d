/* The same device with its parent's header: clean. */
#include <stdint.h>
#include "qidl-2012.h"
#include "isa.qidl.h"

typedef struct SerialDevice {
    ISADevice dev;
    uint16_t divider;
    uint8_t rbr; /* receive register */
    uint8_t thr; /* transmit holding register */
    uint8_t lcr;
    int32_t iobase _immutable;
} SerialDevice;
