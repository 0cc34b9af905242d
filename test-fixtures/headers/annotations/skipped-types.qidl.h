/* What is not saved may be of any type: what has a kind is in T, the rest is seen through the view alone. */
#include <stdint.h>
#include "qidl.h"

struct Plain { uint8_t x; };

struct Skipped {
    struct Plain in_t q_immutable;
    struct Plain *address q_immutable;
    uint8_t *bytes q_host;
    char *text q_host;
    long double no_kind q_elsewhere;
    union { uint32_t a; float b; } either q_derived;
    uint32_t **table q_derived;
    uint8_t saved;
};
