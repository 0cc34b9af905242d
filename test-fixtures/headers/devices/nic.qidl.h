/*
 * A PCI network adapter with descriptor rings, of the kind that came with the first gigabit chips. Snake-case
 * spellings, as in the last versions of the series: q_size, q_property.
 *
 * Hard about it: how many bytes of a buffer are live is not a field but an expression over several; its properties are
 * bits of one word; and everything points back to everything.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef NIC_QIDL_H
#define NIC_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/pci.h"
#include "hw/timer.h"
#include "qidl.h"

#define NIC_MAC_LENGTH 6
#define NIC_EEPROM_WORDS 64
#define NIC_PHY_REGS 32
#define NIC_QUEUES 4
#define NIC_MTA_WORDS 128
#define NIC_VLAN_FILTER_WORDS 128

#define NIC_RX_BUFFER_SIZE 4096
#define NIC_RX_BUFFER_MASK (NIC_RX_BUFFER_SIZE - 1)
#define NIC_TX_BUFFER_SIZE 0x10000
#define NIC_HEADER_SIZE 256

/* Receive control. */
#define NIC_RCTL_EN        0x00000002
#define NIC_RCTL_UPE       0x00000008 /* promiscuous, unicast */
#define NIC_RCTL_MPE       0x00000010 /* promiscuous, multicast */
#define NIC_RCTL_LPE       0x00000020 /* long packets */
#define NIC_RCTL_BSIZE     0x00030000
#define NIC_RCTL_BSIZE_SHIFT 16
#define NIC_RCTL_SECRC     0x04000000

/* Bits of `flags`. */
#define NIC_FLAG_AUTONEG_BIT 0
#define NIC_FLAG_MIT_BIT 1
#define NIC_FLAG_WOL_BIT 5
#define NIC_FLAG_AUTONEG (1u << NIC_FLAG_AUTONEG_BIT)
#define NIC_FLAG_MIT (1u << NIC_FLAG_MIT_BIT)

/* PHY status, as after reset. */
#define NIC_PHY_STATUS_DEFAULT 0x794d

#define NIC_DO_BROADCAST(op)                                                  \
    do {                                                                      \
        (op);                                                                 \
    } while (0)

struct PCINic;

/* Where the adapter's EEPROM is in the serial conversation with the driver. */
struct nic_eeprom_state {
    uint32_t val_in; /* shifted in from the driver so far */
    uint16_t bitnum_in, bitnum_out;
    uint16_t reading;
    uint32_t old_eecd;
};

/* The packet being put together for the wire. */
struct nic_tx {
    bool tse q_default(true); /* segmentation offload */
    uint8_t hdr_len;
    /* Repeated in front of each segment. */
    unsigned char header[NIC_HEADER_SIZE] q_size(
        obj->tse
            ? obj->hdr_len
            : 0);
    unsigned char vlan_header[4];
    uint16_t size;
    unsigned char sum_needed;
    unsigned char vlan_needed;
    uint8_t ipcss, ipcso, tucss, tucso;
    uint16_t ipcse, tucse;
    uint32_t paylen;
    uint16_t tso_frames;
    int8_t ip, tcp;
    bool cptse;
    /* The frame, up to what a segment may be; what is in it is what has been fetched. */
    uint8_t data[NIC_TX_BUFFER_SIZE] q_size(size);
};

/* A ring of descriptors in the guest's memory: where it is, who is where in it. */
typedef struct NicRing {
    uint64_t base;
    uint32_t length, head, tail;
    uint32_t delay, absolute_delay;
    /* The adapter's own index, for its logs. */
    const int index;
} NicRing;

/* A queue: two rings, and the adapter they belong to. */
typedef struct NicQueue {
    /* Back to the owner. It saves us: we don't save it. */
    struct PCINic *nic q_elsewhere;
    /* The same queue as the host's network layer knows it. */
    NICState *peer q_host;
    NicRing rx, tx;
    q_derived uint32_t rx_free, tx_pending;
    uint8_t msix_vector;
    bool enabled q_default(false);
} NicQueue;

static inline uint32_t nic_rx_slot(uint32_t rctl)
{
    return 2048u >> ((rctl & NIC_RCTL_BSIZE) >> NIC_RCTL_BSIZE_SHIFT);
}

QIDL_STRUCT(PCINic, name("nic"), version(4), minimum_version(2))

typedef struct PCINic {
    PCIDevice dev q_elsewhere;
    NICState *nic q_host;
    MemoryRegion mmio q_immutable, io q_immutable;

    /* ---- Registers ---- */

    uint32_t ctrl, status;
    uint32_t eecd, eerd;
    uint32_t mdic;
    uint32_t icr, icr_slow q_version(3) q_default(0), ims;
    uint32_t rctl, tctl, tidv, rdtr, radv, tadv;
    uint32_t ledctl, pba, wufc;
    uint32_t manc q_default(0), swsm q_default(0);
    uint64_t stats[2][8]; /* octets and packets, received and sent, by size */
    uint32_t mta[NIC_MTA_WORDS]; /* multicast hash */
    uint32_t vfta[NIC_VLAN_FILTER_WORDS] q_default({0});
    struct {
        uint8_t addr[NIC_MAC_LENGTH];
        bool valid : 1, is_source : 1;
        unsigned pool : 3;
    } ra[16];

    uint16_t phy_reg[NIC_PHY_REGS];
    uint16_t eeprom_data[NIC_EEPROM_WORDS];
    struct nic_eeprom_state eecd_state;

    /* ---- Receive side ---- */

    uint16_t rx_write, rx_read;
    uint32_t rxbuf_size q_derived; /* nic_rx_slot(rctl) */
    uint32_t rxbuf_min_shift;
    int dev_is_jumbo q_immutable;
    /*
     * A packet that waits for descriptors, in a ring of its own: between rx_read and rx_write. While long packets are
     * off, none is longer than a slot.
     */
    uint8_t rx_buffer[NIC_RX_BUFFER_SIZE] q_size(
        (obj->rctl & NIC_RCTL_LPE) || obj->dev_is_jumbo
            ? ((obj->rx_write - obj->rx_read) & NIC_RX_BUFFER_MASK)
            : nic_rx_slot(obj->rctl)
    );
    int check_rxov q_default(0);

    /* ---- Transmit side ---- */

    struct nic_tx tx;
    uint8_t num_queues;
    NicQueue queue[NIC_QUEUES] q_size(num_queues);

    /* ---- Timers ---- */

    /* Ends a negotiation of the link half a second after it began; the guest may be waiting for just that. */
    QEMUTimer *autoneg_timer;
    /* Interrupt mitigation: armed by the value of a register while interrupts are held back. */
    QEMUTimer *mit_timer q_derived;
    bool mit_timer_on q_subsection("nic/mit_state") q_needed((flags & NIC_FLAG_MIT) && mit_itr != 0);
    bool mit_irq_level q_subsection("nic/mit_state");
    uint32_t mit_ide q_subsection("nic/mit_state"), mit_itr;

    /* ---- What the user chose ---- */

    uint32_t flags
        q_property_bit("autonegotiation", NIC_FLAG_AUTONEG_BIT, true)
        q_property_bit("mitigation", NIC_FLAG_MIT_BIT, true)
        q_property("wake-on-lan", NIC_FLAG_WOL_BIT, false);
    uint8_t macaddr[NIC_MAC_LENGTH] q_immutable;
    char *romfile q_property("romfile", "nic.rom");
    int32_t bootindex q_property("bootindex", -1);
    uint16_t msix_vectors q_property("vectors", 2 * NIC_QUEUES + 1);
    const char *model;
    /* Told of every packet, in builds that look for leaks. */
    int (*trace)(struct PCINic *, const uint8_t *buf, int size);
} PCINic;

/* `flags` steers a subsection, yet no guest can change it: the machine that loads was started with the same. */

#endif
