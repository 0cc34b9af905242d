/* Rule 8: T *a[N] visits what the pointers point to, and that must have a form. */
#include <stdint.h>
#include "qidl.h"

struct Node {
    uint32_t value;
    struct Node *next[2];
};
struct Holder {
    uint8_t *bytes[4];
    void *anything[4] q_standard;
    struct Unknown *unknown[2];
    uint8_t **twice[2];
    uint8_t saved;
};
