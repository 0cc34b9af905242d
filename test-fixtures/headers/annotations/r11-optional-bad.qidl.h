/* Rule 11: a flag that is no bool, comes too late, or is not saved; optional and a default. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

struct Uart {
    uint8_t has_a;
    uint8_t a q_optional;
    uint8_t b q_optional;
    bool has_b;
    bool has_c q_derived;
    uint8_t c q_optional;
    uint8_t d q_optional q_default(3);
};
