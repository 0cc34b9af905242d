/* A list that is saved when it is not empty; glib is not needed to say so. */
#include <stdint.h>
#include "qidl-2012.h"

typedef struct SCSIRequest {
    uint32_t tag;
    uint32_t lun;
    uint8_t cdb[16];
} SCSIRequest;

typedef struct SCSIBus {
    uint8_t id;
    GSList _type_is(SCSIRequest) *pending_reqs _default_is(NULL);
} SCSIBus;
