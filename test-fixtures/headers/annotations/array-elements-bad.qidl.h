/* More elements than an array can have, of a type that has no size to check. */
#include "qidl.h"

struct Big { QEMUTimer timers[65536][65536]; };
