/* Assertions are checked for the target: wasm32 has pointers of four bytes. */
#include <stdint.h>
#include "qidl.h"

struct Registers { uint8_t a; uint32_t b; };
_Static_assert(sizeof(struct Registers) == 8, "natural alignment");
_Static_assert(__builtin_offsetof(struct Registers, b) == 4, "b");
_Static_assert(sizeof(void *) == 8, "a 64-bit target");
_Static_assert(sizeof(struct Registers) == sizeof(struct Unknown *), "for wasm32 this does not hold");
