/* A real-time clock with a little memory, as PCs have it. */
#ifndef CLOCK_QIDL_H
#define CLOCK_QIDL_H

#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"

#define CLOCK_MEMORY 16

typedef struct Clock {
    uint8_t hours;                             /* 0 to 23 */
    uint8_t minutes;                           /* 0 to 59 */
    uint8_t seconds;                           /* 0 to 59 */
    uint8_t alarm[3] q_default({ 255, 255, 255 }); /* hours, minutes, seconds; 255: always */
    uint8_t memory[CLOCK_MEMORY];              /* kept by the battery */
    bool ringing q_derived;                    /* the alarm is what the time is */
} Clock;

#endif
