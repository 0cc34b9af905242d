/*
 * The local interrupt controllers of an x86 machine, and the one for its devices. Spellings of the second draft, marked
 * with the group that says so: QIDL(serialize, …), QIDL(property, …).
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef APIC_QIDL_H
#define APIC_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/qdev.h"
#include "hw/timer.h"
#include "qidl-2012.h"

QIDL_IMMUTABLE_TYPES(DeviceState, MemoryRegion, qemu_irq, struct CPUX86State)

/* APIC Local Vector Table */
#define APIC_LVT_TIMER                  0
#define APIC_LVT_THERMAL                1
#define APIC_LVT_PERFORM                2
#define APIC_LVT_LINT0                  3
#define APIC_LVT_LINT1                  4
#define APIC_LVT_ERROR                  5
#define APIC_LVT_NB                     6

#define APIC_LVT_MASKED                 (1<<16)
#define APIC_LVT_LEVEL_TRIGGER          (1<<15)

#define MAX_APICS 255
#define MAX_APIC_WORDS 8
#define IOAPIC_NUM_PINS 0x18
#define IOAPIC_REDIR_MASKED (1ULL << 16)

/* How messages are meant. */
QIDL_ENUM(APICDelivery, APIC_DM_)
#define APIC_DM_FIXED                   0
#define APIC_DM_LOWPRI                  1
#define APIC_DM_SMI                     2
#define APIC_DM_NMI                     4
#define APIC_DM_INIT                    5
#define APIC_DM_SIPI                    6
#define APIC_DM_EXTINT                  7

struct CPUX86State;
typedef struct APICCommonState APICCommonState;

struct APICCommonState {
    DeviceState busdev;
    MemoryRegion io_memory;
    struct CPUX86State *cpu;
    uint32_t apicbase;
    uint8_t id;
    uint8_t arb_id QIDL(serialize, default, 0);
    uint8_t tpr;
    uint32_t spurious_vec QIDL(serialize, default, 0xff);
    uint8_t log_dest;
    uint8_t dest_mode;
    uint32_t isr[8]; /* in service register */
    uint32_t tmr[8]; /* trigger mode register */
    uint32_t irr[8]; /* interrupt request register */
    uint32_t lvt[APIC_LVT_NB] QIDL(serialize, default, {
        [APIC_LVT_TIMER ... APIC_LVT_ERROR] = APIC_LVT_MASKED
    });
    uint32_t esr; /* error register */
    uint32_t icr[2];

    uint32_t divide_conf;
    int count_shift QIDL(serialize, derived);
    uint32_t initial_count;
    int64_t initial_count_load_time;
    /* Saved as -1 when the timer is off: the guest may have set it long ago. */
    int64_t next_time QIDL(serialize, default, -1LL);
    int idx QIDL(serialize, immutable);
    QEMUTimer *timer QIDL(serialize, derived); /* at next_time */
    int64_t timer_expiry QIDL(serialize, broken) QIDL(serialize, default, ~0LL);
    int sipi_vector QIDL(serialize, default, 0);
    int wait_for_sipi QIDL(serialize, default, 1);

    uint32_t vapic_control QIDL(property, "vapic", 0, true);
    DeviceState *vapic;
    target_phys_addr_t vapic_paddr QIDL(serialize, default, 0); /* note: persistence via kvmvapic */
};

typedef struct IOAPICState {
    DeviceState busdev;
    MemoryRegion io_memory;
    uint8_t id;
    uint8_t ioregsel;
    uint32_t irr;
    /* One bit each; the low half of an entry is where the guest's mistakes are. */
    union {
        uint64_t raw[IOAPIC_NUM_PINS];
        struct {
            uint64_t vector : 8, delivery : 3, logical : 1, pending : 1, polarity : 1, remote : 1, level : 1, masked : 1;
            uint64_t : 39, destination : 8;
        } QIDL(serialize, derived) entry[IOAPIC_NUM_PINS];
    };
    qemu_irq pins[IOAPIC_NUM_PINS];
    uint8_t version QIDL(property, "version", 0x11);
} IOAPICState;

/* Every controller of the machine, by index. The array is the machine's; what it points to is saved here. */
typedef struct APICs {
    uint8_t count;
    APICCommonState *apics[4];
    IOAPICState *ioapic QIDL(serialize, default, NULL);
} APICs;

void apic_deliver_pic_intr(DeviceState *s, int level);
int apic_accept_pic_intr(DeviceState *s);

#endif
