/* A timer that counts down. */
#ifndef TIMER_QIDL_H
#define TIMER_QIDL_H

#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"

typedef struct Timer {
    uint32_t count;           /* ticks that are left */
    uint32_t reload;          /* where it begins again; 0: it stops */
    uint64_t expired;         /* how often it has reached 0 */
    bool running q_derived;   /* it has ticks left */
} Timer;

#endif
