/* #pragma pack counts from where it stands, also between the members' declarations of a struct that is done. */
#include <stdint.h>

struct Before {
    uint8_t kind;
    uint32_t length;
};

#pragma pack(push, 1)
struct Packed {
    uint8_t kind;
    struct Inner {
        uint8_t a;
        uint16_t b;
    } inner;
    uint32_t length;
};
#pragma pack(2)
struct Two {
    uint8_t kind;
    uint32_t length;
};
#pragma pack(pop)

struct After {
    uint8_t kind;
    uint32_t length;
};
