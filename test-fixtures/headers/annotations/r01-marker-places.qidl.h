/* Rule 1: a marker before or within the type covers all declarators, behind a declarator that one alone. */
#include <stdint.h>
#include "qidl.h"

struct Places {
    q_immutable uint8_t before_a, before_b;
    uint8_t q_host within_a, within_b;
    uint8_t behind q_derived, not_behind;
    char *q_immutable after_star, *not_after_star;
    uint8_t array[4] q_elsewhere;
};
