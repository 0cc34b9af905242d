/* typeof, _Atomic, _Alignas: types and alignments that other types and expressions give. */
#include <stdint.h>

static const uint16_t sample = 3;

typedef struct Derived {
    typeof(sample) same;
    __typeof__(uint8_t[4]) array;
    typeof(((struct Derived *)0)->array) again;
    _Atomic(uint32_t) counter;
    _Atomic uint32_t flags;
    _Alignas(8) uint8_t aligned;
    _Alignas(uint64_t) uint8_t wide;
} Derived;
