/* S2: a real-time clock. 128 bytes of memory, ten 32-bit fields, three 64-bit ones. */
#include <stdint.h>

#include "qidl.h"

typedef struct RTC {
    uint8_t cmos_data[128];
    int32_t cmos_index;
    int32_t base_year;
    int32_t isairq;
    int32_t it_shift;
    int32_t irq_reinject;
    int32_t irq_coalesced;
    int32_t period;
    int32_t lost_tick_policy;
    int32_t host_clock;
    int32_t divider_on;
    int64_t base_rtc;
    int64_t last_update;
    int64_t offset;
} RTC;
