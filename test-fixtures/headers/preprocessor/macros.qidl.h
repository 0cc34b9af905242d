/* Object- and function-like macros, conditions and includes decide what the struct is. */
#ifndef MACROS_QIDL_H
#define MACROS_QIDL_H
#include <stdint.h>
#include "macros-sizes.h"

#define REGISTER(type, name) type name
#define CONCAT(a, b) a##b
#define WITH_TIMER 1

typedef struct Timed {
    REGISTER(uint8_t, control);
    REGISTER(uint16_t, CONCAT(thresh, old));
    uint8_t ring[RING_LENGTH(CHANNELS)];
#if defined(WITH_TIMER) && WITH_TIMER >= 1
    int64_t expire; /* ns */
#else
    uint8_t never;
#endif
} Timed;
#endif
