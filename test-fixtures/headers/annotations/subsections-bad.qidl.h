/* Subsections nobody would find or write, conditions without one, names given twice. */
#include <stdint.h>
#include "qidl.h"

struct rtc {
    uint8_t index;
    uint8_t a q_default(0) q_subsection("irq");
    uint8_t b q_subsection("rtc/never");
    uint8_t c q_default(0) q_subsection("rtc/x", 1);
    uint8_t d q_default(0) q_subsection("rtc/x", 2);
    uint8_t e q_needed(index);
    uint8_t f q_name("index");
    uint8_t g q_js_name("index");
};

struct Extension { uint8_t level; };
struct Card {
    uint8_t slot;
    struct Extension *extension q_subsection("Card/extension") q_default(NULL);
};
