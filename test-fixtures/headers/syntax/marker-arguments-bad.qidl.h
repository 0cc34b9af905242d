/* Too few or too many arguments, and arguments that are none. A broken marker does not cost its field. */
#include <stdint.h>

#include "qidl-2012.h"

struct Arguments {
    uint8_t a q_default();
    uint8_t b q_default(1, 2);
    uint8_t c q_immutable(3);
    uint8_t d[4] q_size;
    uint8_t e q_default(1 2);
    uint8_t f QIDL(imutable);
    uint8_t g QIDL(default);
    uint8_t h QIDL();
    uint8_t i;
};
