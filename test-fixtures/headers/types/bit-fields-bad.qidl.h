/* Widths and types that no bit-field can have. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

struct BitFields {
    uint8_t too_wide : 9;
    bool two_bits : 2;
    int negative : -1;
    int no_width : 0;
    float real : 3;
    char *pointer : 3;
    unsigned fine : 3;
};
