/* A forgotten semicolon is reported where the next declaration begins, and costs nothing else. */
#include <stdint.h>

struct First {
    uint8_t a
    uint8_t b;
    uint8_t c
}

struct Second {
    uint8_t d;
}

typedef struct First First

enum Third { THIRD_A }
extern int last;
