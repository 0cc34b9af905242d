/* Rule 10: what cannot be allocated on load. */
#include <stdint.h>
#include "qidl.h"

struct Buffers {
    uint8_t *before q_size(count);
    uint32_t count;
    uint32_t derived q_derived;
    uint8_t *by_derived q_size(derived);
    void *nothing q_size(count);
    uint8_t **pointers q_size(count);
    struct Unknown *unknown q_size(count);
    uint8_t (*rows)[4] q_size(count);
    uint8_t *negative q_size(-1);
    uint8_t *initial q_size(count) q_default({1, 2});
    uint8_t grid[][4] q_size(count);
};
