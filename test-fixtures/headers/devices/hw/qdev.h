/*
 * What every device of the machine has in common: the base it embeds, its pins, the memory it answers in.
 *
 * These are plain C headers of the machine, not of QIDL: the devices beside them include them as they would include
 * the headers of any emulator, and say themselves what becomes of the fields of these types.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HW_QDEV_H
#define HW_QDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct BusState BusState;
typedef struct BlockDriverState BlockDriverState;
typedef struct CharDriverState CharDriverState;
typedef struct NICState NICState;
typedef struct Notifier Notifier;

/* A guest-physical address, and an offset into the machine's RAM. */
typedef uint64_t target_phys_addr_t;
typedef uint64_t ram_addr_t;

/* A pin. Whoever raises it does not know what is at the other end. */
typedef struct IRQState *qemu_irq;
typedef void (*qemu_irq_handler)(void *opaque, int n, int level);

/* The base of every device. */
typedef struct DeviceState {
    const char *id;
    BusState *parent_bus;
    int num_gpio_out;
    qemu_irq *gpio_out;
    int instance_id_alias;
    bool hotplugged;
} DeviceState;

typedef uint64_t MemoryReadFunc(void *opaque, target_phys_addr_t addr, unsigned size);
typedef void MemoryWriteFunc(void *opaque, target_phys_addr_t addr, uint64_t data, unsigned size);

typedef struct MemoryRegionOps {
    MemoryReadFunc *read;
    MemoryWriteFunc *write;
    struct {
        unsigned min_access_size, max_access_size;
        bool unaligned;
    } valid, impl;
} MemoryRegionOps;

/* A window of addresses in which a device, or RAM, answers. */
typedef struct MemoryRegion {
    const MemoryRegionOps *ops;
    void *opaque;
    struct MemoryRegion *parent;
    uint64_t size;
    target_phys_addr_t addr;
    ram_addr_t ram_addr;
    bool enabled, terminates, readonly;
    int priority;
    const char *name;
} MemoryRegion;

typedef struct PortioList {
    const void *ports;
    unsigned nr;
    MemoryRegion **regions;
    const char *name;
} PortioList;

static inline int device_is_on_bus(const DeviceState *dev)
{
    return dev->parent_bus != NULL;
}

#endif
