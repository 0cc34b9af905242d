/* The ISA bus. SPDX-License-Identifier: MIT */
#ifndef HW_ISA_H
#define HW_ISA_H

#include "qdev.h"

#define ISA_NUM_IRQS 16

typedef struct ISABus ISABus;

typedef struct ISADevice {
    DeviceState qdev;
    uint32_t isairq[2];
    int nirqs;
    int ioport_id;
} ISADevice;

ISABus *isa_bus_from_device(const ISADevice *dev);
void isa_init_irq(ISADevice *dev, qemu_irq *p, int isairq);

#endif
