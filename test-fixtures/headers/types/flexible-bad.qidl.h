/* A flexible array with something behind it. */
#include <stdint.h>
#include "qidl.h"

struct Packet {
    uint8_t data[] q_immutable;
    uint32_t length;
};
