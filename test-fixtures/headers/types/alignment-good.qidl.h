/* packed and aligned on members, types and typedefs, _Alignas, and #pragma pack. */
#include <stdint.h>
#include "qidl.h"

typedef uint64_t word_t __attribute__((aligned(4)));

struct Packed { uint8_t a; uint32_t b; } __attribute__((packed));
struct Aligned { uint8_t a; _Alignas(16) uint8_t b; } __attribute__((aligned(32)));
struct Member { uint8_t a; uint32_t b __attribute__((packed)); uint8_t c __attribute__((aligned(8))); };
struct Typedef { uint32_t a; word_t b; };
#pragma pack(push, 2)
struct Pragma { uint8_t a; uint32_t b; uint64_t c; };
#pragma pack(pop)
struct After { uint8_t a; uint32_t b; };
