/* Every field of a struct with a default tag; broken fields are counted once. */
#include <stdint.h>
#include "qidl.h"

QIDL_DECLARE(Legacy, q_broken) {
    uint8_t a, b, c;
    uint8_t d q_standard;
};
