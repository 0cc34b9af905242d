/* <time.h> is at hand without a C library: struct tm is as large as that of glibc and musl, and saved as nine numbers. */
#include <stdint.h>
#include <time.h>
#include "qidl.h"

_Static_assert(sizeof(struct tm) == 9 * sizeof(int) + 2 * sizeof(long) || sizeof(long) == 8, "two more members");
_Static_assert(sizeof(struct timespec) >= 2 * sizeof(long), "seconds and nanoseconds");

struct alarm {
    struct tm at;
    struct timespec period q_host;
    time_t armed q_host;
    size_t count q_derived;
};
