/* S1: a UART's registers. Fifteen small fields, no arrays. */
#include <stdint.h>

#include "qidl.h"

typedef struct SerialState {
    uint16_t divider;
    uint8_t rbr;
    uint8_t ier;
    uint8_t iir;
    uint8_t lcr;
    uint8_t mcr;
    uint8_t lsr;
    uint8_t msr;
    uint8_t scr;
    uint8_t fcr;
    int32_t thr_ipending;
    int32_t timeout_ipending;
    int32_t last_break_enable;
    uint64_t last_xmit_ts;
} SerialState;
