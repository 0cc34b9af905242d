/* A module of its own, for imports.qidl.h. */
#ifndef IMPORTED_QIDL_H
#define IMPORTED_QIDL_H
#include <stdint.h>
#include "qidl.h"
#include "plain-part.h"

enum speed { SLOW, FAST };

typedef struct Fifo {
    uint8_t data[16];
    uint8_t count;
    struct plain_part part;
    enum speed speed;
    uint8_t level q_derived;
} Fifo;

typedef struct NotUsed { uint8_t x; } NotUsed;
#endif
