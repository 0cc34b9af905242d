// options: {"unknown": "broken"}
// Members of an anonymous union share their bytes, and nothing says which are valid: one warning, none is saved.
#include <stdint.h>
#include "qidl.h"

typedef struct Segment {
    uint8_t kind;
    union {
        uint32_t tss;
        struct {
            uint16_t low;
            uint16_t high;
        };
    };
    union {
        uint32_t raw;
        uint8_t bytes[4] q_immutable;
    };
} Segment;
