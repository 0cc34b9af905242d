/* q_version on fields; version and minimum_version of structs, and the version that follows from the fields. */
#include <stdint.h>
#include "qidl.h"

QIDL_DECLARE(Rtc, version(3), minimum_version(2), name("mc146818rtc")) {
    uint8_t index;
    uint8_t irq q_version(2);
    uint8_t lost q_version(3) q_default(1);
};

QIDL_DECLARE(Pit) {
    uint8_t mode;
    uint8_t gate q_version(4);
};
