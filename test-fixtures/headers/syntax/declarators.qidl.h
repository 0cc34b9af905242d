/* Declarators of every shape (C11 6.7.6): what the layout needs of them is their size alone. */
#include <stdint.h>

#include "qidl.h"

typedef int Handler(void *opaque, int level);

typedef struct Declarators {
    int32_t plain, pair[2], grid[2][3];
    /* One pointer, to an array. */
    int32_t (*row)[3] q_immutable;
    /* Three pointers. */
    int32_t *rows[3] q_immutable;
    Handler *handler;
    int (*compare)(const void *, const void *);
    /* A function that returns a function. */
    void (*(*chooser)(int which))(int argument);
    /* An array of pointers to functions that return a pointer to an array. */
    int32_t (*(*table[2])(void))[4] q_immutable;
    char(parenthesised);
    uint8_t *const fixed;
} Declarators;
