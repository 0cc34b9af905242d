/* A transmit shift register three ways: with a default, broken, and broken with the default it gets on load. */
#include <stdint.h>
#include "qidl-2012.h"

struct with_default {
    uint8_t thr;
    uint8_t tsr _default(0);
};

struct broken {
    uint8_t thr;
    uint8_t tsr _broken;
};

struct broken_with_default {
    uint8_t thr;
    uint8_t tsr _broken _default(0);
};
