// options: {"types":{"Bitmap":"./bitmap.js"}}
/* Rules 5 and 17: types with visitors of their own, registered or there from the start, declared or not. */
#include <stdint.h>
#include "qidl.h"
#include "libc-time.h"

struct Device {
    Bitmap *dirty;
    QEMUTimer *timer;
    struct tm now;
    Int128 wide;
};
