/* The PCI bus. SPDX-License-Identifier: MIT */
#ifndef HW_PCI_H
#define HW_PCI_H

#include "qdev.h"

#define PCI_CONFIG_SPACE_SIZE 0x100
#define PCIE_CONFIG_SPACE_SIZE 0x1000
#define PCI_NUM_REGIONS 7
#define PCI_NUM_PINS 4

/* Bits of cap_present. */
enum {
    QEMU_PCI_CAP_MSI = 1 << 0,
    QEMU_PCI_CAP_MSIX = 1 << 1,
    QEMU_PCI_CAP_EXPRESS = 1 << 2,
#define QEMU_PCI_CAP_MULTIFUNCTION_BITNR 3
    QEMU_PCI_CAP_MULTIFUNCTION = 1 << QEMU_PCI_CAP_MULTIFUNCTION_BITNR,
#define QEMU_PCI_CAP_SERR_BITNR 4
    QEMU_PCI_CAP_SERR = 1 << QEMU_PCI_CAP_SERR_BITNR
};

typedef struct PCIBus PCIBus;
typedef struct PCIDevice PCIDevice;

typedef void PCIConfigWriteFunc(PCIDevice *dev, uint32_t address, uint32_t data, int len);
typedef uint32_t PCIConfigReadFunc(PCIDevice *dev, uint32_t address, int len);

typedef struct PCIIORegion {
    uint64_t addr; /* current mapping; all ones: none */
    uint64_t size;
    uint8_t type;
    MemoryRegion *memory;
    MemoryRegion *address_space;
} PCIIORegion;

struct PCIDevice {
    DeviceState qdev;
    uint8_t *config;
    uint8_t *cmask, *wmask, *w1cmask, *used;
    PCIBus *bus;
    int32_t devfn;
    char name[64];
    PCIIORegion io_regions[PCI_NUM_REGIONS];
    PCIConfigReadFunc *config_read;
    PCIConfigWriteFunc *config_write;
    qemu_irq *irq;
    uint8_t irq_state;
    uint32_t cap_present;
};

#endif
