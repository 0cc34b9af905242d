// options: {"target":"x86_64"}
/* Rule 20: with a target given there is nothing to warn of. */
#include <stddef.h>
#include "qidl.h"

struct Widths { long a; size_t b; };
