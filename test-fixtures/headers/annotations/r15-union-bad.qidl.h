/* Rule 15: unions that do not say which member is valid, or say it wrongly. */
#include <stdint.h>
#include "qidl.h"

struct Cmd {
    union { uint32_t word; uint8_t bytes[4]; } untagged;
    union { uint32_t raw; uint16_t half; };
    uint8_t kind;
    union { uint32_t a q_case(0); uint16_t b; } no_case q_union(kind);
    union { uint32_t a q_case(0); uint16_t b q_case(0); } twice q_union(kind);
    union { uint32_t a q_case(0); uint16_t b q_case(kind); } not_constant q_union(kind);
    union { uint32_t a q_case(0); } late q_union(after);
    uint8_t after;
    union { uint32_t a q_case(0); } nowhere q_union(missing);
    uint32_t no_union q_union(kind);
    uint32_t no_member q_case(1);
};
