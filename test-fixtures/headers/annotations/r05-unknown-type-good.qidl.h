/* Rule 5: the same fields, tagged. */
#include <stdint.h>
#include "qidl.h"

struct backend;

struct Device {
    BusState parent q_elsewhere;
    Clock *clock q_immutable;
    Port ports[4] q_derived;
    struct backend *backend q_host;
    long double st0 q_elsewhere;
    uint8_t irq;
};
