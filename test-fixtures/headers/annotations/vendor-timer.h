#include <stdint.h>

struct vendor_timer {
    uint32_t period;
    uint32_t *callback;
    uint32_t count;
};

struct vendor_unused {
    uint32_t x;
};
