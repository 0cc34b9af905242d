// Mistakes in headers of headers, some of them inside macros: the frames show the way to each.
#include "trail-device.h"

struct Board {
    int irq;
};
