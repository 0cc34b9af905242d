/* Headers one may not edit: their types are exported by name, and their fields marked from outside. */
#include "qidl.h"
#include "vendor-timer.h"

QIDL_EXPORT(struct vendor_timer)
QIDL_ANNOTATE(struct vendor_timer, callback, q_host)
QIDL_ANNOTATE(struct vendor_timer, period, q_default(100), q_name("period_ms"))
QIDL_STRUCT(struct vendor_timer, name("vendor-timer"), version(2), q_js_name("VendorTimer"))
