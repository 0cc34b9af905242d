/* A marker's word is the field's name where the declaration has no other (language.md). */
#include <stdint.h>

#include "qidl-2012.h"

typedef struct Names {
    int32_t _version;
    uint8_t _default[4];
    uint16_t _host, _string _immutable;
    char *_optional;
    uint32_t _broken : 3;
    int32_t first, _derived;
    int32_t _immutable second;
} Names;

enum _elsewhere { _size_is = 1 };
