/* Lengths and widths as constant expressions: C's conversions decide, not the reader's eye. */
#include <stdint.h>
#include "qidl.h"

#define FIFO_LENGTH 16
#define KIB(n) ((n) * 1024u)
enum { LAST = 'z' - 'a', COUNT };

struct Constants {
    /* 26. */
    uint8_t letters[COUNT];
    /* -1 < 0u is false: the comparison is unsigned. */
    uint8_t unsigned_wins[-1 < 0u ? 1 : 2];
    uint8_t page[KIB(4) / sizeof(uint64_t)];
    uint8_t shifted[1 << (FIFO_LENGTH / 4)];
    uint8_t cast[(uint8_t)260];
    uint8_t text[sizeof "text"];
    uint32_t mode : FIFO_LENGTH / 8 + 1;
};
