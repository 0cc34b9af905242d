/* The same words where they belong. */
#include <stdint.h>
#include "qidl.h"

struct Nic { uint8_t link, speed; };
struct Hub { struct Nic nic; uint8_t ports; };
QIDL_STRUCT(struct Nic, skip_state)
QIDL_STRUCT(struct Hub, minimum_version(2), version(2))
