/* Declarations that save nothing are understood and skipped: none of them is an error. */
#include <stdint.h>

#include "qidl.h"

extern int open_devices;
static const uint32_t primes[] = {2, 3, 5, [4] = 11, [6 ... 7] = 19};
static const char *const names[2] = {"first" " one", [1] = "second"};

_Static_assert(sizeof(primes[0]) == sizeof(uint32_t), "an assertion " "over two strings");
__asm__(".globl open_devices");

typedef struct Counter {
    uint8_t count;
    _Static_assert(sizeof(uint8_t) == 1, "an assertion is no field");
    uint8_t data[16] q_size(count);
} Counter;

int counter_open(struct Counter *counter, ...);
int counter_apply(Counter *, int (*)(Counter *, void *), void *opaque);

static inline uint8_t counter_left(const Counter *counter)
{
    return sizeof(counter->data) - counter->count;
}

static inline void counter_clear(Counter *counter)
{
    for (int i = 0; i < 16; i++) {
        if (counter->data[i] != 0) {
            counter->data[i] = 0; /* a } in a comment */
        }
    }
    (void)"a } in a string";
}

int old_style(first, second)
    int first;
    char *second;
{
    return first + *second;
}
