/* Transfers between a device's request and the guest's memory. SPDX-License-Identifier: MIT */
#ifndef HW_DMA_H
#define HW_DMA_H

#include "qdev.h"

typedef struct BlockDriverAIOCB BlockDriverAIOCB;
typedef struct DMAContext DMAContext;

typedef struct ScatterGatherEntry {
    target_phys_addr_t base;
    target_phys_addr_t len;
} ScatterGatherEntry;

typedef struct QEMUSGList {
    ScatterGatherEntry *sg;
    int nsg, nalloc;
    size_t size;
    DMAContext *dma;
} QEMUSGList;

struct iovec_of_host {
    void *base;
    size_t len;
};

typedef struct QEMUIOVector {
    struct iovec_of_host *iov;
    int niov, nalloc;
    size_t size;
} QEMUIOVector;

#endif
