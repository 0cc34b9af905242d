/* Bit-fields: named, unnamed, of width zero; widths are constant expressions. */
#include "qidl.h"

#define WIDTH 3

enum Mode { MODE_OFF, MODE_ON };

typedef struct Control {
    unsigned enable : 1, mode : WIDTH, : 4, level : sizeof(int) * 2;
    unsigned : 0;
    int delta : WIDTH + 1;
    enum Mode setting : 2;
    _Bool ready : 1;
    unsigned reset : 1 q_default(1);
    unsigned pending q_immutable : 1;
} Control;
