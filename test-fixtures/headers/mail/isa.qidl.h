/* What the serial device's parent is, as a module of its own. */
#ifndef ISA_QIDL_H
#define ISA_QIDL_H
#include <stdint.h>
#include "qidl-2012.h"

typedef struct ISABus ISABus;

/* A device on the ISA bus. */
typedef struct ISADevice {
    ISABus *bus _immutable;
    uint32_t irqs[2] _immutable;
    uint8_t irq_level;
} ISADevice;
#endif
