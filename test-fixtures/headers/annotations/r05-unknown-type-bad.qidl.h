/* Rule 5: an unknown type by value, by pointer and in an array; a struct without a body; a type without a saved form. */
#include <stdint.h>
#include "qidl.h"

struct backend;

struct Device {
    BusState parent;
    Clock *clock;
    Port ports[4];
    struct backend *backend;
    long double st0;
};
