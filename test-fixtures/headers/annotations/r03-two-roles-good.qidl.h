/* Rule 3: one role each. */
#include <stdint.h>
#include "qidl.h"

struct Timer {
    uint32_t period q_immutable;
    q_host uint32_t a, b;
    uint32_t count;
};
