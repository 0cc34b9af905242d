/*
 * A floppy disk controller of the 82078's kind with up to four drives. Snake-case spellings; declared with
 * QIDL_START and QIDL_END, so that only what is marked is exported.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FDC_QIDL_H
#define FDC_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/isa.h"
#include "hw/timer.h"
#include "qidl.h"

#define FD_SECTOR_LEN          512
#define FD_SECTOR_SC           2   /* Sector size code */
#define FD_RESET_SENSEI_COUNT  4   /* Number of sense interrupts on RESET */
#define MAX_FD                 4
#define FD_GAP_NEVER           0xff

enum FDriveType {
    FDRIVE_DRV_144 = 0x00, /* 1.44 MB 3"5 drive      */
    FDRIVE_DRV_288 = 0x01, /* 2.88 MB 3"5 drive      */
    FDRIVE_DRV_120 = 0x02, /* 1.2  MB 5"25 drive     */
    FDRIVE_DRV_NONE = 0x03 /* No drive connected     */
};

typedef enum FDriveRate {
    FDRIVE_RATE_500K = 0x00,
    FDRIVE_RATE_300K,
    FDRIVE_RATE_250K,
    FDRIVE_RATE_1M
} FDriveRate;

/* What is on the machine's side of the drive: not exported, since nobody marked it. */
typedef struct FDFormat {
    enum FDriveType drive;
    uint8_t last_sect, max_track, max_head;
    FDriveRate rate;
} FDFormat;

typedef struct FDCtrl FDCtrl;

QIDL_START(FDrive, version(1))
typedef struct FDrive {
    FDCtrl *fdctrl q_elsewhere;
    BlockDriverState *bs q_host;
    /* Drive status */
    enum FDriveType drive q_immutable;
    uint8_t perpendicular; /* 2.88 MB access mode    */
    /* Position */
    uint8_t head;
    uint8_t track;
    uint8_t sect;
    /* Media: read from the image when it is opened, by whoever loads */
    q_derived enum FDDiskFlags {
        FDISK_DBL_SIDES = 0x01
    } flags;
    q_derived uint8_t last_sect, max_track;
    uint16_t bps q_default(FD_SECTOR_LEN); /* Bytes per sector */
    uint8_t ro q_derived;
    uint8_t media_changed q_subsection("FDrive/media_changed") q_needed(media_changed != 0 && bps > 0);
    FDriveRate media_rate q_default(FDRIVE_RATE_500K); /* Data rate of medium */
} FDrive;
QIDL_END(FDrive)

QIDL_START(FDCtrl, name("fdc"), version(2))
struct FDCtrl {
    MemoryRegion iomem q_immutable;
    qemu_irq irq q_immutable;
    /* Controller state */
    QEMUTimer *result_timer;
    int dma_chann q_immutable;
    /* Controller's identification */
    uint8_t version q_immutable;
    /* HW */
    uint8_t sra;
    uint8_t srb;
    uint8_t dor;
    uint8_t dor_vmstate q_broken q_default(0); /* only used as temp during vmstate */
    uint8_t tdr;
    uint8_t dsr;
    uint8_t msr;
    uint8_t cur_drv;
    uint8_t status0;
    uint8_t status1;
    uint8_t status2;
    /* Command FIFO */
    uint32_t fifo_size q_immutable;
    uint8_t *fifo q_size(FD_SECTOR_LEN);
    uint32_t data_pos;
    uint32_t data_len;
    uint8_t data_state;
    uint8_t data_dir;
    uint8_t eot; /* last wanted sector */
    /* States kept only to be returned back */
    /* precompensation */
    uint8_t precomp_trk;
    uint8_t config q_default(0x20);
    uint8_t lock;
    /* Power down config (also with status regB access mode */
    uint8_t pwrd;
    /* Floppy drives */
    uint8_t num_floppies;
    /* Sun4m quirks? */
    int sun4m q_immutable;
    FDrive drives[MAX_FD] q_size(num_floppies);
    int reset_sensei;
    uint32_t check_media_rate q_property("check_media_rate", true);
    /* Timers state */
    uint8_t timer0;
    uint8_t timer1;
    q_unused(3) uint8_t gap q_default(FD_GAP_NEVER) q_renamed_from("gap_length");
    int32_t bootindexA q_property("bootindexA", -1), bootindexB q_property("bootindexB", -1);
};
QIDL_END(FDCtrl)

int fdctrl_connect_drives(FDCtrl *fdctrl);

#endif
