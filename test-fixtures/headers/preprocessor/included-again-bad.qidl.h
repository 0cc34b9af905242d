// A header that includes itself twice on each of twenty levels would be read a million times.
#if __INCLUDE_LEVEL__ < 20
#include "included-again-bad.qidl.h"
#include "included-again-bad.qidl.h"
#endif
struct Again {
    int x;
};
