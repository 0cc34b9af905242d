// options: {"functions":{"config_size":"./config-size.js"}}
/* Rule 9: a function from a module, given the whole struct and a number. */
#include <stdint.h>
#include "qidl.h"

struct Packet;
uint16_t config_size(const struct Packet *p, int kind);

struct Packet {
    uint8_t kind;
    uint8_t config[256] q_size(config_size(*obj, kind));
};
