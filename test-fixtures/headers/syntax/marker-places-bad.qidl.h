/* Markers where there is nothing for them to mark. */
#include <stdint.h>

#include "qidl.h"

q_immutable uint8_t loose;

struct Places {
    int (*callback)(int q_immutable level);
    uint8_t data[4 q_host];
    enum { MODE_OFF q_derived } mode;
    QIDL_EXPORT(struct Places) uint8_t level;
    uint8_t pad q_unused(3);
};
