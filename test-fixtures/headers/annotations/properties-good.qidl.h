/* Properties: whole fields, bits, several; immutable unless q_standard is said, too. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

struct Pci {
    uint32_t caps q_property("multifunction", 0, true) q_property_bit("command_serr", 1);
    char *romfile q_property("romfile");
    uint16_t devfn q_property("addr", 0x18);
    uint32_t rombar q_standard q_property("rombar", 1);
    bool bar q_property("bar", false);
};
