/* Sizes that are refused before anything is allocated. */
#include <stdint.h>
#include "qidl.h"

struct Elements { uint8_t a[1ull << 40]; };
struct Rows { uint8_t a[65536][65536]; };
struct Half { uint8_t a[0x7fffffff]; };
struct Sum { struct Half a; uint8_t b[16]; };
