// options: {"target":"x86_64"}
/* What gcc and clang do not agree on is laid out as gcc does, and said. */
#include <stdint.h>
#include "qidl.h"

#pragma pack(push, 1)
struct Disputed { unsigned a : 6; unsigned b : 11 __attribute__((aligned(4))); };
#pragma pack(pop)
/* Nobody agrees on these: no layout, no view. */
struct Microsoft { uint8_t a : 3; union { uint8_t b : 3; uint32_t c : 9; } __attribute__((ms_struct)) u q_immutable; };
