/* Constants that are none, each with its reason. */
#include <stdint.h>
#include "qidl.h"

extern int length;
int computed(void);

struct Constants {
    uint8_t undeclared[FIFO_LENGTH];
    uint8_t object[length];
    uint8_t call[computed()];
    uint8_t zero[4 / 0];
    uint8_t wide[1 << 40];
    uint8_t negative[3 - 4];
    uint8_t real[2.5];
    uint8_t octal[089];
    uint8_t suffix[10km];
    uint8_t fine[4];
};
