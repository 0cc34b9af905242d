/* S3: sixty-four units, and a name. Nested structs, 64-bit registers, two arrays in each. */
#include <stdint.h>

#include "qidl.h"

typedef struct Unit {
    uint32_t r0;
    uint32_t r1;
    uint32_t r2;
    uint32_t r3;
    uint32_t r4;
    uint32_t r5;
    uint32_t r6;
    uint32_t r7;
    uint64_t q0;
    uint64_t q1;
    uint64_t q2;
    uint64_t q3;
    uint8_t data[256];
    int16_t samples[16];
} Unit;

typedef struct Big {
    char name[41] q_string;
    Unit units[64];
} Big;
