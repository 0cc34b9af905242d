/* Rule 3: two roles on one field, once directly and once from the declaration. */
#include <stdint.h>
#include "qidl.h"

struct Timer {
    uint32_t period q_immutable q_derived;
    q_host uint32_t a, b q_elsewhere;
    uint32_t count q_immutable q_immutable;
};
