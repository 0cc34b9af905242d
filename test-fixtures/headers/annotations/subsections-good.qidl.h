/* Named subsections: by defaults, by a condition, and bytes for nobody. */
#include <stdint.h>
#include "qidl.h"

struct rtc {
    uint8_t cmos[128];
    uint8_t index;
    uint8_t coalesced q_default(0) q_subsection("rtc/irq", 2);
    uint8_t reinject q_default(1) q_subsection("rtc/irq");
    uint8_t extra q_subsection("rtc/extra") q_needed(index > 3 && cmos_used(obj));
    q_unused(8) uint8_t after_hole;
    uint8_t renamed q_name("new_name") q_renamed_from("old_name") q_renamed_from("older_name");
    uint8_t called q_js_name("calledInJs");
};

static inline int cmos_used(const struct rtc *r) { return r->index & 1; }
