/* Alignments that are none. */
#include <stdint.h>
#include "qidl.h"

typedef uint32_t wide_t __attribute__((aligned(8)));

struct NoPower { int a __attribute__((aligned(3))); };
struct Negative { _Alignas(-8) int a; };
struct Elements { wide_t a[2]; };
