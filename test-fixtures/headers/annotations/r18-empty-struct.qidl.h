/* Rule 18: a struct with no saved field is dropped wherever it is a field. */
#include <stdint.h>
#include "qidl.h"

struct Wiring { uint8_t irq q_immutable; void *opaque; };
struct Nothing { };

struct Nic {
    struct Wiring wiring;
    struct Wiring wirings[2];
    struct Nothing nothing;
    uint8_t link;
};
