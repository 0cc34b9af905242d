/* Rule 15: unions with a tag, with a reason, and anonymous ones of which one member is saved. */
#include <stdint.h>
#include "qidl.h"

enum kind { READ, WRITE, SEEK };

struct Block { uint32_t lba; uint16_t count; };
union shared { uint32_t word q_case(1); uint8_t bytes[4] q_case(2, 3); };
/* Of a union whose other members say why not, one is saved: like a struct, wherever it stands. */
typedef union Vector { uint64_t q[2]; q_derived uint8_t b[16]; void *host; } Vector;
union half { uint16_t word; struct { uint8_t low, high; } q_derived; };
union alone { struct Block block; };

struct Cmd {
    enum kind kind;
    union {
        struct Block block q_case(READ, WRITE);
        uint32_t track q_case(SEEK);
        void *cookie q_immutable;
    } u q_union(kind);
    uint8_t tag;
    union shared s q_union(tag), row[3] q_union(tag);
    q_union(kind) union {
        struct Block blocks[2] q_case(READ, WRITE);
        char *name q_case(SEEK);
    } grid[2][2];
    union { uint32_t word; uint8_t bytes[4]; } skipped q_elsewhere;
    union {
        uint32_t raw;
        q_derived struct { uint16_t low, high; };
    };
    struct { uint8_t x, y; };
    Vector vectors[8], accumulator q_default({ .q = {1, 2} });
    union half length;
    uint8_t data[16] q_size(length.word);
    union alone *alone q_optional;
    union alone wrapped q_host;
    q_immutable struct { uint8_t z; };
};
