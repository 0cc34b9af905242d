/* Only what is marked is exported: Hidden is not. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl-2012.h"

typedef struct Hidden {
    uint8_t x;
} Hidden;

qc_declaration typedef struct RTCState {
    uint8_t cmos_data[128];
    uint8_t cmos_index;
    int64_t next_periodic_time;
    uint32_t irq_coalesced _optional;
    bool lost_tick _version(2);
    void *irq;
    char *name _host;
    int64_t next_second_time _derived;
} RTCState;
