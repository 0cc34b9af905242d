/* Versions that cannot be. */
#include <stdint.h>
#include "qidl.h"

QIDL_DECLARE(Rtc, version(2), minimum_version(3)) {
    uint8_t index;
    uint8_t irq q_version(3);
    uint8_t lost q_version(0);
    uint8_t other q_version("2");
};
