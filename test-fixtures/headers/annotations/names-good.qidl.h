/* Names that JavaScript has a meaning for are properties like any other; lower-case types; names of parts. */
#include <stdint.h>
#include "qidl.h"

struct serial_state {
    uint8_t __proto__;
    uint8_t constructor;
    uint8_t then;
    uint8_t toString;
    uint8_t hasOwnProperty;
    uint8_t length, name, prototype, arguments, __defineGetter__;
    struct { uint8_t a, b; } pair;
    struct { uint8_t c; } triple[3];
    enum { OFF, ON } mode;
    union { uint32_t word; uint8_t bytes[4]; } view q_elsewhere;
};

typedef struct { uint8_t x; } Untagged;
typedef struct tagged { uint8_t x; } Typedefed;
typedef struct object { uint8_t id; } object;
QIDL_STRUCT(object, q_js_name("Thing"))
