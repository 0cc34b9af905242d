/* Properties of bits that are not there, with defaults that do not fit. */
#include <stdint.h>
#include "qidl.h"

struct Pci {
    uint32_t caps q_property_bit("multifunction", 32);
    char *romfile q_property("romfile", 3, true);
    uint8_t devfn q_property("addr", 256);
    uint8_t slot q_property(7);
    uint8_t irq;
};
