/*
 * The two DMA controllers of a PC, eight channels between them. Spellings of the first two versions of the series.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef DMA_QIDL_H
#define DMA_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/qdev.h"
#include "qidl-2012.h"

#define DMA_CONTROLLERS 2
#define DMA_CHANNELS 4

enum { ADDR, COUNT };

enum {
    CMD_MEMORY_TO_MEMORY = 0x01,
    CMD_FIXED_ADDRESS    = 0x02,
    CMD_BLOCK_CONTROLLER = 0x04,
    CMD_NOT_SUPPORTED = CMD_MEMORY_TO_MEMORY | CMD_FIXED_ADDRESS
                      | CMD_BLOCK_CONTROLLER
};

typedef int (*DMA_transfer_handler)(void *opaque, int nchan, int pos, int size);

/* A channel: where it began and where it is. */
struct dma_regs {
    int now[2];
    uint16_t base[2];
    uint8_t mode;
    uint8_t page;
    uint8_t pageh qDefault(0); /* EISA: bits 24 to 31 */
    uint8_t dack;
    uint8_t eop;
    DMA_transfer_handler transfer_handler;
    void *opaque;
};

/* A controller: four channels and one command register. */
typedef struct dma_cont {
    uint8_t status;
    uint8_t command;
    uint8_t mask qDefault(0x0f);
    uint8_t flip_flop;
    int dshift qImmutable; /* 1 in the second: it counts words */
    struct dma_regs regs[DMA_CHANNELS];
    qemu_irq *cpu_request_exit qImmutable;
    MemoryRegion channel_io qImmutable;
    MemoryRegion cont_io qImmutable;
} dma_cont;

/* Both, as the machine has them. */
QIDL_DECLARE_PUBLIC(dma_machine, q_standard, name("dma"), version(1)) {
    dma_cont controllers[DMA_CONTROLLERS];
    bool running qDerived;
    /* Requests of devices that wait for the next turn, one bit per channel. */
    uint8_t pending[DMA_CONTROLLERS];
    char owner[DMA_CONTROLLERS][DMA_CHANNELS][8] qString;
};

/* The others are exported since the machine has them; this one is not. */
struct dma_statistics {
    long bytes;
};

#endif
