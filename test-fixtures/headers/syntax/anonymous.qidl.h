/* Structs and unions without a name: their members belong to the struct around them (C11 6.7.2.1 p13). */
#include <stdint.h>

#include "qidl.h"

typedef struct Register {
    union {
        uint32_t word;
        struct {
            uint16_t low, high;
        };
        uint8_t bytes[4];
    } q_immutable;
    struct {
        uint8_t count;
    };
    struct {
        uint8_t index;
    } cursor;
} Register;
