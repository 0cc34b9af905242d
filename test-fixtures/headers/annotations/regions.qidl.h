// Of an older header only what stands in regions is read; directives count everywhere.
#include <stdint.h>

#define FIFO_DEPTH 4

typedef struct NotForUs {
    void (*handler)(struct NotForUs *s, some_type_of_nobody t);
} NotForUs;

/* QIDL START */
typedef struct RegionFifo {
    uint8_t count;
    uint8_t data[FIFO_DEPTH] q_size(count);
} RegionFifo;
/* QIDL END */

static inline int helper(NotForUs *s) { return FIFO_DEPTH; }
