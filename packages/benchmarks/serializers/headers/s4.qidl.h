/* S4: one array of 16 KiB. */
#include <stdint.h>

#include "qidl.h"

typedef struct Ints {
    int32_t ints[4096];
} Ints;
