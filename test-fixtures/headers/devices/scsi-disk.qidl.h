/*
 * A SCSI disk or CD, and the requests it has not answered. Spellings of spring 2012: _immutable, _type_is. With the line
 * ends of another operating system, as some files of every project have them.
 *
 * The list of requests needs no list library: what a GSList is made of is the program's business, not the state's.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef SCSI_DISK_QIDL_H
#define SCSI_DISK_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/glib.h"
#include "scsi-bus.qidl.h"

#define SCSI_DMA_BUF_SIZE    131072
#define SCSI_MAX_INQUIRY_LEN 256
#define SCSI_MAX_MODE_LEN    256

#define SCSI_DISK_F_REMOVABLE 0
#define SCSI_DISK_F_DPOFUA    1

#define DEFAULT_DISCARD_GRANULARITY (4 * \
                                     1024)

enum scsi_disk_type { TYPE_DISK = 0x00, TYPE_ROM = 0x05 };

typedef struct SCSIDiskState SCSIDiskState;

/* A request, and how far the disk is with it. */
typedef struct SCSIDiskReq {
    SCSIRequest req;
    /* Both are sectors of qdev.blocksize bytes. */
    uint64_t sector;
    uint32_t sector_count;
    uint32_t buflen;
    bool started, need_fua_emulation;
    /* \
     * Where the host's block layer reads or writes: made from `data`. \
     */
    struct iovec_of_host iov _host;
    QEMUIOVector qiov _host;
    struct {
        int64_t bytes;
        int64_t start_time_ns;
        int type;
    } acct _host;
    /* Data that is on its way. Its room is allocated when the request is. */
    uint8_t *data _size_is(obj->buflen);
} SCSIDiskReq;

/* The base of all devices on the bus, with what the guest set by MODE SELECT. */
struct SCSIDevice {
    DeviceState qdev _immutable;
    uint32_t id _immutable, channel _immutable, lun _immutable;
    char *port_name _immutable;
    uint8_t sense_len;
    uint8_t sense[SCSI_SENSE_BUF_SIZE] _size_is(sense_len);
    SCSISense unit_attention _default_is({0});
    bool sense_is_ua;
    int blocksize _default_is(512);
    enum scsi_disk_type type _immutable;
    uint64_t max_lba;
};

struct SCSIDiskState {
    SCSIDevice qdev;
    uint32_t features _immutable;
    bool media_changed, media_event, eject_request;
    uint64_t wwn _immutable;
    BlockDriverState *bs _host;
    char *version _immutable, *serial _immutable, *vendor _immutable, *product _immutable;
    bool tray_open, tray_locked;
    uint64_t nb_sectors _immutable;
    uint32_t discard_granularity _immutable;

    /* Requests that wait for the disk, the oldest first; usually there are none. */
    GSList _type_is(SCSIRequest) *pending_reqs _default_is(NULL);
    /* Those that the host's disk refused: "no space left". They run again when the machine does. */
    GSList _type_of(SCSIDiskReq) *failed_reqs _default_is(NULL);
    /* The one on the bus right now, if there is one. */
    SCSIDiskReq *current _optional;
    /* Tags of canceled requests, whose answers the adapter still expects. */
    GSList *canceled_tags _type_is(uint32_t);

    /* Bottom half in which failed requests run. */
    struct QEMUBH *bh _host;
    struct {
        uint8_t page;
        uint8_t length;
        uint8_t data[SCSI_MAX_MODE_LEN] _size_is(length);
    } mode_pages[3];
    /* What INQUIRY answers, made of vendor, product and version. */
    uint8_t inquiry[SCSI_MAX_INQUIRY_LEN] _derived;
    char last_error[64] _string _default_is("");
};

#undef SCSI_MAX_MODE_LEN
#define SCSI_MAX_MODE_LEN (SCSI_MAX_INQUIRY_LEN - 1)

#endif
