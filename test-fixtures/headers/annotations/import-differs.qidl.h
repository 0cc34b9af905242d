/* A module of its own, for import-differs-bad.qidl.h: what it is depends on macros that it has defaults for. */
#ifndef IMPORT_DIFFERS_QIDL_H
#define IMPORT_DIFFERS_QIDL_H
#include <stdint.h>
#include "qidl.h"

#ifndef FIFO_LENGTH
#define FIFO_LENGTH 16
#endif

enum parity { NO_PARITY, EVEN, ODD };

typedef struct Fifo {
    uint8_t data[FIFO_LENGTH];
#ifndef NO_COUNT
    uint8_t count;
#endif
} Fifo;
#endif
