/* Rule 4: what is not saved cannot say how it is written. */
#include <stdint.h>
#include "qidl.h"

struct Nic {
    uint16_t vendor q_immutable q_default(1);
    uint16_t device q_host q_optional;
    uint8_t n;
    uint8_t buffer[8] q_derived q_size(n);
    uint8_t link q_elsewhere q_version(2);
    const uint8_t fixed q_default(1);
};
