// options: {"target":"i386"}
/* gcc's max_align_t of i386 has a __float128; what the machine has no integer for can be asked. */
#include <stddef.h>
#include <stdint.h>

#ifdef __SIZEOF_INT128__
typedef __int128 wide;
#else
typedef struct wide { int64_t low, high; } wide;
#endif

struct Dma {
    uint8_t buffer[sizeof(max_align_t)];
    uint8_t align[_Alignof(max_align_t)];
    wide address;
};
