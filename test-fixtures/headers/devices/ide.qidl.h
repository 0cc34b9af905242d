/*
 * An ATA bus with two drives, and the PCI function with two buses. Spellings of the second draft: QIDL(...), one macro
 * for everything.
 *
 * The drives are in the bus and the buses in the function, each with a pointer back to where it is.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef IDE_QIDL_H
#define IDE_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/dma.h"
#include "hw/pci.h"
#include "hw/timer.h"
#include "qidl-2012.h"

/* Bits of the status register. */
#define ERR_STAT        0x01
#define INDEX_STAT      0x02
#define ECC_STAT        0x04
#define DRQ_STAT        0x08
#define SEEK_STAT       0x10
#define WRERR_STAT      0x20
#define READY_STAT      0x40
#define BUSY_STAT       0x80

#define IDE_SENSE_SIZE  18
#define IDE_DMA_BUF_SECTORS 256
#define IDE_SECTOR 512
#define IDE_PIO_LIMIT   (IDE_DMA_BUF_SECTORS * IDE_SECTOR + 4)

#define SMART_SELFTEST_ENTRIES 21
#define SMART_ENTRY_SIZE 24

/* What the drive does after the transfer of a block; the pointer to that function is found by this number. */
enum ide_end_transfer {
    IDE_END_NONE = -1,
    IDE_END_STOP,
    IDE_END_SECTOR_READ,
    IDE_END_SECTOR_WRITE,
    IDE_END_ATAPI_CMD,
    IDE_END_ATAPI_REPLY,
    IDE_END_DUMMY
};

typedef enum IDEDriveKind { IDE_HD, IDE_CD, IDE_CFATA } IDEDriveKind;
enum ide_dma_cmd { IDE_DMA_READ, IDE_DMA_WRITE, IDE_DMA_TRIM };

typedef struct IDEBus IDEBus;
typedef struct IDEDevice IDEDevice;
typedef struct IDEState IDEState;
typedef struct IDEDMA IDEDMA;
typedef struct IDEDMAOps IDEDMAOps;
typedef struct PCIIDEState PCIIDEState;

typedef void EndTransferFunc(IDEState *);
typedef void DMAStartFunc(IDEDMA *, IDEState *, void (*)(void *, int));
typedef int DMAFunc(IDEDMA *);
typedef int DMAIntFunc(IDEDMA *, int);

struct IDEDMAOps {
    DMAStartFunc *start_dma;
    DMAFunc *start_transfer;
    DMAIntFunc *prepare_buf, *rw_buf;
    DMAIntFunc *set_unit;
    void (*restart_cb)(void *opaque, int running, int state);
};

struct unreported_events {
    bool eject_request;
    bool new_media;
};

/* What the controller offers its drives: pointers into it, all of them. */
struct IDEDMA {
    const struct IDEDMAOps *ops;
    struct iovec_of_host iov QIDL(host);
    QEMUIOVector qiov QIDL(host);
    BlockDriverAIOCB *aiocb QIDL(host);
};

/* One drive: hard disk, CD or CompactFlash. */
struct IDEState {
    IDEBus *bus QIDL(elsewhere);
    uint8_t unit QIDL(immutable);
    /* ide config */
    IDEDriveKind drive_kind QIDL(immutable);
    int cylinders QIDL(immutable), heads QIDL(immutable), sectors QIDL(immutable), chs_trans QIDL(immutable);
    int64_t nb_sectors QIDL(immutable);
    int mult_sectors;
    bool identify_set;
    uint8_t identify_data[512];
    int drive_serial QIDL(immutable);
    char drive_serial_str[21] QIDL(string) QIDL(immutable);
    char drive_model_str[41] QIDL(immutable);
    uint64_t wwn QIDL(immutable);
    /* ide regs */
    uint8_t feature;
    uint8_t error;
    uint32_t nsector;
    uint8_t sector;
    uint8_t lcyl;
    uint8_t hcyl;
    /* other part of tf for lba48 support */
    uint8_t hob_feature, hob_nsector, hob_sector, hob_lcyl, hob_hcyl;

    uint8_t select;
    uint8_t status QIDL(default, READY_STAT | SEEK_STAT);

    /* set for lba48 access */
    uint8_t lba48;
    BlockDriverState *bs QIDL(host);
    char version[9] QIDL(immutable);
    /* ATAPI specific */
    struct unreported_events events;
    uint8_t sense_key;
    uint8_t asc;
    bool tray_open, tray_locked;
    uint8_t cdrom_changed;
    int packet_transfer_size, elementary_transfer_size;
    int32_t io_buffer_index;
    int lba;
    int cd_sector_size;
    int atapi_dma; /* true if dma is requested for the packet cmd */
    QEMUIOVector qiov QIDL(host);
    /* ATA DMA state */
    int32_t io_buffer_offset, io_buffer_size;
    QEMUSGList sg QIDL(derived);
    /* PIO transfer handling */
    int req_nb_sectors; /* number of sectors per interrupt */
    enum ide_end_transfer end_transfer_fn_idx QIDL(default, IDE_END_NONE);
    EndTransferFunc *end_transfer_func; /* found by the index above */
    uint8_t QIDL(derived) *data_ptr, *data_end;
    uint32_t cur_io_buffer_offset, cur_io_buffer_len;
    int32_t io_buffer_total_len;
    /* As long as the drive's longest transfer; the first cur_io_buffer_len bytes are on their way. */
    uint8_t *io_buffer QIDL(size_is, obj->io_buffer_total_len);
    /* PIO save/restore */
    uint8_t media_changed;
    /* What was told of the last command that failed. */
    struct {
        uint8_t key, asc, ascq;
        uint8_t data[IDE_SENSE_SIZE];
    } sense;
    QEMUTimer *sector_write_timer; /* only used for win2k install hack */
    uint32_t irq_count QIDL(host); /* counts IRQs when using win2k install hack */
    /* CF-ATA extended error */
    uint8_t ext_error;
    /* CF-ATA metadata storage */
    uint32_t mdata_size;
    uint8_t *mdata_storage QIDL(size_is, mdata_size);
    int media_changed_count QIDL(broken);
    enum ide_dma_cmd dma_cmd;
    /* SMART */
    uint8_t smart_enabled, smart_autosave;
    int smart_errors;
    uint8_t smart_selftest_count;
    /* The newest first; there is room for 21. */
    uint8_t smart_selftest_data[SMART_SELFTEST_ENTRIES][SMART_ENTRY_SIZE] QIDL(size_is, smart_selftest_count);
    /* AHCI */
    int ncq_queues QIDL(immutable);
};

/* The cable: two drives, of which one is talked to. */
struct IDEBus {
    DeviceState *qbus QIDL(immutable);
    IDEDevice *master QIDL(immutable), *slave QIDL(immutable);
    IDEState ifs[2];
    struct IDEDMA *dma QIDL(elsewhere);
    uint8_t unit;
    uint8_t cmd;
    qemu_irq irq QIDL(immutable);
    int bus_id QIDL(immutable);

    int error_status;
    int64_t retry_sector_num QIDL(default, -1);
    uint32_t retry_nsector;
    uint8_t retry_unit QIDL(default, (uint8_t)~0);
};

/* Bus mastering of one channel: where in the guest's table of regions it is. */
typedef struct BMDMAState {
    struct IDEDMA dma;
    uint8_t cmd;
    uint8_t status;
    uint32_t addr; /* of the table */

    IDEBus *bus QIDL(elsewhere);
    uint32_t cur_addr; /* current transfer state */
    uint32_t cur_prd_last, cur_prd_addr, cur_prd_len;
    BlockDriverAIOCB *QIDL(host) aiocb;
    MemoryRegion addr_ioport QIDL(immutable), extra_io QIDL(immutable);
    qemu_irq irq QIDL(immutable);

    /* Bit 0: a region wrapped; bits 1 to 3: why the channel was stopped. */
    unsigned wrapped : 1;
    unsigned stopped : 3;
    struct PCIIDEState *pci_dev QIDL(elsewhere);
} BMDMAState;

struct PCIIDEState {
    PCIDevice dev QIDL(elsewhere);
    IDEBus bus[2];
    BMDMAState bmdma[2];
    uint32_t secondary QIDL(property, "secondary", 0); /* used only for cmd646 */
    MemoryRegion bmdma_bar QIDL(immutable);
    struct {
        MemoryRegion data, cmd;
    } cmd646_bar[2] QIDL(immutable);
    /* PIO mode and timing of the four drives, in the PCI configuration space. */
    uint16_t timing[2] QIDL(default, {0x8000, 0x8000});
    uint8_t udma_control QIDL(serialize, default, 0);
};

static inline IDEState *idebus_active_if(IDEBus *bus)
{
    return bus->ifs + bus->unit;
}

static inline IDEBus *idebus_from_dma(BMDMAState *bm) { return bm->bus; }

void ide_init2(IDEBus *bus, qemu_irq irq);
int64_t ide_get_sector(IDEState *s);
void ide_set_sector(IDEState *s, int64_t sector_num);

#endif
