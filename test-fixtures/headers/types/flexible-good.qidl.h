/* A flexible array at the end, skipped: its length is nobody's. */
#include <stdint.h>
#include "qidl.h"

struct Packet {
    uint32_t length;
    uint8_t data[] q_immutable;
};
