// options: {"strict":true}
/* Under strict, broken fields and conditions are errors. */
#include <stdint.h>
#include "qidl.h"

struct rtc {
    uint8_t index;
    uint8_t lost q_broken;
    uint8_t extra q_subsection("rtc/extra") q_needed(index);
};
