/* Bit-fields of several types, a zero width that ends the unit, and a packed tail. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

struct BitFields {
    unsigned enable : 1;
    unsigned divisor : 12;
    unsigned : 3;
    bool ready : 1;
    unsigned : 0;
    uint8_t low : 4, high : 4;
    uint64_t wide : 40;
    int32_t offset : 7;
} __attribute__((packed));
