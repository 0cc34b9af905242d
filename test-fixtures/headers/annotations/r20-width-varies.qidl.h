/* Rule 20: widths that differ between targets are warned of; fixed ones and skipped fields are not. */
#include <stdint.h>
#include <stddef.h>
#include "qidl.h"

typedef unsigned long word;

struct Widths {
    long a;
    unsigned long b[4];
    size_t c;
    word d;
    uintptr_t e;
    int64_t fine;
    uint64_t also_fine;
    long skipped q_immutable;
};
