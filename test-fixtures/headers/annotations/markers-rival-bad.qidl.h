/* Markers that describe different kinds of field, and markers given twice. */
#include <stdint.h>
#include "qidl.h"

struct Disk {
    uint8_t n;
    char serial[20] q_string q_size(n);
    GSList *list q_type(int) q_size(n);
    uint8_t twice q_default(1) q_default(2);
    uint16_t wide[4] q_string;
    union { uint8_t a q_case(0); uint16_t b q_case(1); } q_union(n);
    uint8_t data[];
};
