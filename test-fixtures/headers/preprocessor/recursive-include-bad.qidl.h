/* A header without a guard that includes itself: the limit ends it, once. */
#include "recursive-include-bad.qidl.h"
