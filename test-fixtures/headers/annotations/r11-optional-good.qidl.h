/* Rule 11: with a flag both are in T; without one T or null. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

struct Sub { uint8_t x; };

struct Uart {
    bool has_tsr;
    uint8_t tsr q_optional;
    struct Sub *sub q_optional;
    struct Sub *other q_optional q_default(NULL);
    uint32_t seldom q_optional;
};
