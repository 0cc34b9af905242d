/* QIDL_DECLARE exports what it marks, with its arguments; the unmarked struct is exported because it is reached. */
#include <stdint.h>
#include "qidl.h"

typedef struct Pit Pit;

struct Reached { uint8_t x; };
struct Unreached { uint8_t x; };

QIDL_DECLARE(Pit, q_immutable, name("i8254"), version(3)) {
    uint32_t channel;
    struct Reached reached q_standard;
};

QIDL_DECLARE_PUBLIC(Hpet, skip_state) { uint32_t timers; };

QIDL_START(Rtc, skip_properties)
typedef struct RtcState { uint8_t index q_property("index"); uint8_t irq; } Rtc;
QIDL_END(Rtc)
