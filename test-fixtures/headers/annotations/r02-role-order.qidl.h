/* Rule 2: explicit tag, listed type, const and pointers, the struct's default tag, saved. */
#include <stdint.h>
#include "qidl.h"

typedef struct Clock { uint32_t hz; } Clock;
QIDL_IMMUTABLE_TYPES(Clock)

struct Order {
    Clock listed;
    Clock *listed_pointer;
    Clock listed_array[2];
    Clock tagged q_standard;
    const uint8_t fixed;
    uint8_t by_default_tag;
    uint8_t saved q_standard;
    uint32_t n q_standard;
    uint8_t sized[4] q_size(n);
};
QIDL_STRUCT(struct Order, q_elsewhere)
