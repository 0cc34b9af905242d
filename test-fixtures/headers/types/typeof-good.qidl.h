/* typeof, and types made by attributes. */
#include <stdint.h>
#include "qidl.h"

struct Origin { uint16_t id; uint8_t bytes[8]; };

struct Copy {
    __typeof__(((struct Origin *)0)->id) id;
    typeof(((struct Origin *)0)->bytes) bytes;
    uint8_t tail[sizeof(struct Origin) - __builtin_offsetof(struct Origin, bytes)];
    unsigned byte __attribute__((mode(QI)));
    int wide __attribute__((mode(DI)));
};
