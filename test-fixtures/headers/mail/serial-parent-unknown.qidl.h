/* The serial device of the 2012 mail, its bus's header not included: ISADevice is unknown, with three ways out. */
#include <stdint.h>
#include "qidl-2012.h"

typedef struct SerialDevice {
    ISADevice dev;
    uint16_t divider;
    uint8_t rbr; /* receive register */
    uint8_t thr; /* transmit holding register */
    uint8_t lcr;
    int32_t iobase _immutable;
} SerialDevice;
