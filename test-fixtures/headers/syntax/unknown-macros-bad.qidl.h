/* Words where only a macro could stand: each is reported once, and the declaration read without it. */
#include <stdint.h>

#include "qidl.h"

DEVICE_API int device_open(void);
DEVICE_API int device_close(void) DEVICE_NOTHROW;
int DEVICE_CALL device_reset(void);
DEVICE_DECLARE(uart);

DEVICE_BEGIN_DECLS

struct DEVICE_PACKED Device {
    uint8_t level DEVICE_ALIGNED(4);
    LIST_ENTRY(Device) next;
    uint8_t last;
};

DEVICE_END_DECLS
