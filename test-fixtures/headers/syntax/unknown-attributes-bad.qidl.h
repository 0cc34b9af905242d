/* Attributes in macros that nobody defined: the macro is named, and what it stands before is declared all the same. */
#include <stdint.h>
#include "qidl.h"

typedef struct Header { uint8_t kind; uint32_t length; } DEV_PACKED Header;
typedef struct Trailer { uint32_t sum; } Trailer DEV_ALIGNED(4);

struct Frame {
    Header header;
    uint32_t DEV_VOLATILE flags;
    struct { uint8_t x; } DEV_NESTED inner, other;
    Trailer trailer DEV_LAST;
    uint8_t ID;
};
