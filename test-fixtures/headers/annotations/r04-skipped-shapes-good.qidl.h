/* Rule 4: the exceptions: broken with a default, immutable, host and elsewhere with a size. */
#include <stdint.h>
#include "qidl.h"

struct Nic {
    uint16_t vendor q_broken q_default(1);
    uint8_t n;
    uint8_t a[8] q_immutable q_size(n);
    uint8_t b[8] q_host q_size(n);
    uint8_t c[8] q_elsewhere q_size(n);
};
