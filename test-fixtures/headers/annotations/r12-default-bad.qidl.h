/* Rule 12: defaults that are no constants, do not fit, or are of another kind. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

struct Inner { uint8_t a, b; };

struct Defaults {
    uint8_t lcr;
    uint8_t not_constant q_default(lcr);
    uint8_t too_large q_default(256);
    uint8_t negative q_default(-1);
    int8_t too_small q_default(-129);
    unsigned field : 3 q_default(8);
    bool flag q_default(2);
    uint8_t text q_default("a");
    char name[4] q_string q_default("four");
    uint8_t array[4] q_default(0);
    uint8_t overfull[2] q_default({1, 2, 3});
    struct Inner inner q_default({.c = 1});
    char *pointer q_default(3);
};
