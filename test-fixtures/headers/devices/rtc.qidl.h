/*
 * A real-time clock with battery-backed memory, of the MC146818's kind: 14 bytes of clock and control, the rest RAM.
 * Spellings of spring 2012: _immutable, _default_is.
 *
 * A device with nine timers' worth of questions. Of each timer one must ask: what would the guest notice if it were
 * not saved? The answers differ, and stand beside them.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef RTC_QIDL_H
#define RTC_QIDL_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "hw/isa.h"
#include "hw/timer.h"
#include "qidl-2012.h"

/* ---- The 14 bytes ---- */

#define RTC_SECONDS             0x00
#define RTC_SECONDS_ALARM       0x01
#define RTC_MINUTES             0x02
#define RTC_MINUTES_ALARM       0x03
#define RTC_HOURS               0x04
#define RTC_HOURS_ALARM         0x05
#define RTC_ALARM_DONT_CARE     0xC0

#define RTC_DAY_OF_WEEK         0x06
#define RTC_DAY_OF_MONTH        0x07
#define RTC_MONTH               0x08
#define RTC_YEAR                0x09

#define RTC_REG_A               0x0A
#define RTC_REG_B               0x0B
#define RTC_REG_C               0x0C
#define RTC_REG_D               0x0D

#define REG_A_UIP 0x80 /* update in progress: read-only */

#define REG_B_SET  0x80 /* stopped while the program sets the time */
#define REG_B_PIE  0x40
#define REG_B_AIE  0x20
#define REG_B_UIE  0x10
#define REG_B_SQWE 0x08
#define REG_B_DM   0x04 /* binary, else BCD */
#define REG_B_24H  0x02

#define REG_C_UF   0x10
#define REG_C_IRQF 0x80
#define REG_C_PF   0x40
#define REG_C_AF   0x20

#define RTC_CMOS_SIZE 128
#define RTC_CLOCK_RATE 32768
#define RTC_REINJECT_ON_ACK_COUNT 20
#define RTC_NO_ALARM INT64_C(-1)

/* What becomes of periodic interrupts that the guest was too slow to see. */
typedef enum LostTickPolicy {
    LOST_TICK_DISCARD,      /* they are lost */
    LOST_TICK_DELAY,        /* the clock slows down until they are seen */
    LOST_TICK_MERGE,        /* one for all */
    LOST_TICK_SLEW,         /* made up for, one after the other */
    LOST_TICK_MAX
} LostTickPolicy;

/* Told when the host's clock jumps. */
struct Notifier {
    void (*notify)(Notifier *notifier, void *data);
    struct { Notifier *next; Notifier **prev; } node;
};

static inline int rtc_bcd_to_int(int value)
{
    if (value & 0x80) {
        return -1; /* not a digit; } } what a body has in it is nobody's business { */
    }
    return ((value >> 4) * 10) + (value & 0x0f);
}

qc_declaration typedef struct RTCState {
    /* The bus wires the device up before any state is loaded. */
    ISADevice dev _immutable;
    MemoryRegion io _immutable;

    /* The 14 bytes and the RAM behind them. Time and date are here when they were last looked at. */
    uint8_t cmos_data[RTC_CMOS_SIZE];
    /* The byte that port 0x71 is about. */
    uint8_t cmos_index;

    /* The time that the bytes stand for. */
    struct tm current_tm;

    /* A year is two digits: this is added. Depends on the machine's type, never on the guest. */
    int32_t base_year _immutable;

    qemu_irq irq _immutable;
    qemu_irq sqw_irq _immutable;
    /* Which pin `irq` is: the machine's choice. */
    int it_shift _immutable;

    /* ---- Periodic interrupt ---- */

    /*
     * Saved: the guest chose its rate (REG_A) and when it began, and counts on the next one being
     * neither late nor early. Its phase is nowhere else.
     */
    QEMUTimer *periodic_timer;
    int64_t next_periodic_time;

    /* ---- Updates, once a second ---- */

    int64_t next_second_time;
    /* Interrupts that were due and could not be injected yet. The policy below decides about them. */
    uint32_t irq_coalesced _version(2) _default_is(0);
    /* In clocks of 32768 Hz; follows from REG_A, but a program may change REG_A between two ticks. */
    uint32_t period _version(2) _default_is(RTC_CLOCK_RATE / (1 << 5));
    uint16_t irq_reinject_on_ack_count _version(2) _default_is(0);

    /*
     * Immutable: it is armed for the next 20 ms of host time whenever interrupts are due, by
     * whoever finds that, and looks at irq_coalesced when it fires. After a load, too.
     */
    QEMUTimer *coalesced_timer _immutable;

    /*
     * Derived: both expire at the next full second, and next_second_time says when that is. The
     * hook arms the one that REG_A_UIP in cmos_data asks for.
     */
    QEMUTimer _derived *second_timer, *second_timer2;
    /* The clock the timers run by: chosen on the command line. */
    QEMUClock _host *clock;

    LostTickPolicy lost_tick_policy _immutable;

    /* ---- Alarm ---- */

    /* When the alarm rings next. Could be found from the alarm bytes; saved, since guests write those late. */
    int64_t alarm_expire _default_is(RTC_NO_ALARM);

    /* ---- The host's side ---- */

    Notifier clock_reset_notifier _host;
    Notifier suspend_notifier _host;
    /* Called when the guest reads REG_C. */
    void (*acknowledged)(struct RTCState *s, int reg_c);

    /* A line per event into the host's log. Lost on migration, and nobody has complained: but it is not right. */
    uint32_t debug_events _broken _default_is(0), debug_mask _immutable;

    /* Seconds that the guest's clock is apart from the host's, as the monitor shows it. */
    int64_t offset_seconds _derived;
    bool has_wake_reason;
    /* Why the machine woke, in the words of the firmware; absent before the first sleep. */
    char wake_reason[24] _string _optional;
} RTCState;

/* The two ports. Declarations and bodies are read and skipped. */
extern const MemoryRegionOps cmos_ops;
void rtc_set_memory(ISADevice *dev, int addr, int val) __attribute__((nonnull(1)));
ISADevice *rtc_init(ISABus *bus, int base_year, qemu_irq intercept_irq);

#endif
