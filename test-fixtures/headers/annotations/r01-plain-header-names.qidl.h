/* Markers count in exporting files only: in the plain header `_version` and `_string` are fields. */
#include <stdint.h>
#include "qidl-2012.h"
#include "r01-plain-names.h"

struct Host {
    struct plain_names names;
    uint8_t x _immutable;
};
