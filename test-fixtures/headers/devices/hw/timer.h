/*
 * Timers and clocks. A timer is off, or it expires at a time of its clock: that time is all of it that a state needs.
 * SPDX-License-Identifier: MIT
 */
#ifndef HW_TIMER_H
#define HW_TIMER_H

#include <stdint.h>

typedef struct QEMUTimer QEMUTimer;
typedef struct QEMUClock QEMUClock;
typedef void QEMUTimerCB(void *opaque);

extern QEMUClock *vm_clock;
extern QEMUClock *rt_clock;

QEMUTimer *qemu_new_timer_ns(QEMUClock *clock, QEMUTimerCB *cb, void *opaque);
int64_t qemu_get_clock_ns(QEMUClock *clock);

#endif
