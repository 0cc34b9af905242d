/* 2^40 elements. */
#include <stdint.h>
#include "qidl.h"

struct Big { uint8_t bytes[1ull << 40]; };
