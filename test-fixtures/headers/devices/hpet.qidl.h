/*
 * The high precision event timer of PCs: one counter of 64 bits, and up to 32 comparators. Snake-case spellings, as in
 * the last versions of the series.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HPET_QIDL_H
#define HPET_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/qdev.h"
#include "hw/timer.h"
#include "qidl.h"

#define HPET_BASE               0xfed00000
#define HPET_CLK_PERIOD         10000000ULL /* 10000000 femtoseconds == 10ns */

#define FS_PER_NS 1000000       /* 1 nanosecond is a million femtoseconds */
#define HPET_MIN_TIMERS         3
#define HPET_MAX_TIMERS         32
#define HPET_NUM_IRQ_ROUTES     32

#define HPET_CFG_ENABLE 0x001
#define HPET_CFG_LEGACY 0x002

#define HPET_TN_TYPE_LEVEL       0x002
#define HPET_TN_ENABLE           0x004
#define HPET_TN_PERIODIC         0x008
#define HPET_TN_INT_ROUTE_MASK   0x3e00
#define HPET_TN_INT_ROUTE_SHIFT  9

/* Features that a machine's type may ask for. */
#define HPET_MSI_SUPPORT        0
#define HPET_LEGACY_CAP         15

/* Bit `bit` of the capabilities, which is where everything else reads it from. */
#define HPET_CAP(timers) \
    (0x8086a001ULL | ((timers) - 1ULL) << 8 | (HPET_CLK_PERIOD << 32))

struct HPETState;

/* A comparator. */
typedef struct HPETTimer {  /* timers */
    uint8_t tn;             /* timer number */
    /*
     * Saved although next_tick below is derived: whether it runs, and until when, is what a guest would miss.
     * In a periodic timer it is the only trace of the phase.
     */
    QEMUTimer *qemu_timer;
    /* The block it is part of. */
    struct HPETState *state q_elsewhere;
    /* Memory-mapped, software visible timer registers */
    uint64_t config;        /* configuration/cap */
    uint64_t cmp;           /* comparator */
    uint64_t fsb;           /* FSB route */
    /* Hidden register state */
    uint64_t period;        /* Last value written to comparator */
    uint8_t wrap_flag;      /* timer pop will indicate wrap for one-shot 32-bit
                             * mode. Next pop will be actual timer expiration.
                             */
    uint64_t q_derived next_tick;
} HPETTimer;

/* How many comparators there are is in the capabilities, too: bits 8 to 12 have the number of the last one. */
static inline uint32_t hpet_timers_of(uint64_t capability)
{
    return ((capability >> 8) & (HPET_MAX_TIMERS - 1)) + 1;
}

QIDL_DECLARE(HPETState, name("hpet"), version(2), minimum_version(1)) {
    DeviceState busdev q_immutable;
    MemoryRegion iomem q_immutable;
    /* By how much the counter is apart from vm_clock: it stands still while the timer is off. */
    uint64_t hpet_offset;
    qemu_irq irqs[HPET_NUM_IRQ_ROUTES] q_immutable;
    uint32_t flags
        q_property_bit("msi", HPET_MSI_SUPPORT, false)
        q_property_bit("legacy-cap", HPET_LEGACY_CAP, true);
    /* Set by the machine: the real-time clock's interrupt is ours while the legacy bit is on. */
    uint8_t rtc_irq_level q_subsection("hpet/rtc_irq_level") q_needed(rtc_irq_level != 0);
    qemu_irq pit_enabled q_immutable;
    uint8_t num_timers q_standard q_property("timers", HPET_MIN_TIMERS) q_version(2) q_default(HPET_MIN_TIMERS);
    HPETTimer timer[HPET_MAX_TIMERS] q_size(num_timers);

    /* Memory-mapped, software visible registers */
    uint64_t capability q_derived;  /* capabilities: HPET_CAP(num_timers) */
    uint64_t config;                /* configuration */
    uint64_t isr;                   /* interrupt status reg */
    uint64_t hpet_counter;          /* main counter */
    uint8_t hpet_id q_immutable;    /* instance id */
    /* The routes that were raised last, one bit each, up to the highest one that a comparator may use. */
    uint32_t route_count;
    bool route_level[HPET_NUM_IRQ_ROUTES]
        q_size(obj->route_count > HPET_NUM_IRQ_ROUTES / 2 ? HPET_NUM_IRQ_ROUTES : obj->route_count)
        q_version(2);
};
typedef struct HPETState HPETState;

#endif
