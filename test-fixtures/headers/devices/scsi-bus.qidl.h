/*
 * What disks, CDs and the adapters of the SCSI bus share: the request. Spellings of spring 2012.
 *
 * A module of its own: whoever includes it, imports it.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef SCSI_BUS_QIDL_H
#define SCSI_BUS_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/dma.h"
#include "qidl-2012.h"

#define SCSI_CMD_BUF_SIZE 16
#define SCSI_SENSE_BUF_SIZE 96

typedef struct SCSIBus SCSIBus;
typedef struct SCSIDevice SCSIDevice;
typedef struct SCSIRequest SCSIRequest;
typedef struct SCSIReqOps SCSIReqOps;

typedef enum {
    SCSI_XFER_NONE,     /* TEST_UNIT_READY, ...            */
    SCSI_XFER_FROM_DEV, /* READ, INQUIRY, MODE_SENSE, ...  */
    SCSI_XFER_TO_DEV    /* WRITE, MODE_SELECT, ...         */
} SCSIXferMode;

/* Why a command failed, in the three numbers that the guest's driver asks for. */
typedef struct SCSISense {
    uint8_t key;
    uint8_t asc;
    uint8_t ascq;
} SCSISense;

typedef struct SCSICommand {
    int len;
    /* The command as the guest sent it: the first byte says how long it is. */
    uint8_t buf[SCSI_CMD_BUF_SIZE] _size_is(obj->len);
    uint64_t lba;
    uint32_t xfer;
    SCSIXferMode mode;
} SCSICommand;

/* A command from its arrival to its completion. */
struct SCSIRequest {
    SCSIBus *bus _elsewhere;
    SCSIDevice *dev _elsewhere;
    const SCSIReqOps *ops;
    uint32_t refcount _derived;
    uint32_t tag;
    uint32_t lun;
    uint32_t status _default_is((uint32_t)-1);
    SCSICommand cmd;
    BlockDriverAIOCB *aiocb _host;
    QEMUSGList *sg _derived;
    uint8_t sense_len;
    uint8_t sense[SCSI_SENSE_BUF_SIZE] _size_is(sense_len);
    bool enqueued _default(true), io_canceled, retry;
    /* Back to the adapter's own request. */
    void *hba_private;
};

#endif
