/* Names that nobody declared, each near to one that is: of markers, words, constants, fields. `zzz` is near to none. */
#include <stdint.h>
#include "qidl-2012.h"

#define DEPTH 16
enum mode { MODE_IDLE, MODE_BUSY };

struct Fifo {
    uint8_t count;
    uint8_t data[DEPTH] q_size(cuont);
    uint8_t more[DEPHT];
    uint8_t none[zzz];
    enum mode mode q_default(MODE_IDEL);
    uint32_t level q_defualt(3);
    uint8_t irq q_imutable;
    uint8_t pin QIDL(derivd);
};

QIDL_ANNOTATE(struct Fifo, lvel, q_immutable)
