/* Words that describe a struct, on fields. */
#include <stdint.h>
#include "qidl-2012.h"

struct Nic {
    uint8_t link QIDL(skip_state);
    uint8_t speed QIDL(minimum_version, 2);
};
