/* Rule 9: a field, a number, expressions with C's arithmetic, obj, nested structs, and folded functions. */
#include <stdint.h>
#include "qidl.h"

#define HEADER 4

struct Head { uint16_t used; uint8_t extra : 3; };

struct Packet {
    struct Head head;
    struct Head *more;
    int8_t delta;
    uint64_t wide;
    uint8_t plain[16] q_size(head.used);
    uint8_t constant[16] q_size(HEADER * 2);
    uint8_t arithmetic[16] q_size(obj->head.used + (*obj)->delta - 1);
    uint8_t nested[16] q_size((obj->more->used & 7) << obj->head.extra);
    uint8_t ternary[16] q_size(wide > 8 ? 8 : (unsigned)wide);
    uint8_t folded[256] q_size(config_size(obj));
    uint8_t of_part[16] q_size(used_of(&obj->head, sizeof(uint32_t)));
    struct Head heads[4] q_size(delta);
    uint8_t rows[4][8] q_size(delta);
};

static inline int config_size(const struct Packet *p) { return p->delta ? 256 : 64; }
static inline uint8_t used_of(const struct Head *head, int scale) { return head->used * scale; }
