/* Rule 7: what is immutable by itself cannot be saved by a tag where it has no form, nor say how it is written. */
#include <stdint.h>
#include "qidl.h"

typedef void Handler(void *opaque);

struct Pointers {
    Handler *handler q_standard;
    int (*compare)(const void *, const void *) q_standard;
    void *opaque q_standard;
    const char *name q_optional;
    const uint32_t table[4] q_version(2);
    uint8_t saved;
};
