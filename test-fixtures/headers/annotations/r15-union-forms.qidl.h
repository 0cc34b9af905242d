/* Rule 15: unions with a tag, anonymous ones, and those that say why they are not saved. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"
enum kind { READ, WRITE, SEEK };
struct Blk { uint32_t lba; };
struct U {
    int kind;
    union { struct Blk rd q_case(READ); struct Blk wr q_case(WRITE, SEEK + 5); uint8_t raw[16] q_derived; } u q_union(kind);
    union { uint32_t word; uint8_t bytes[4] q_derived; };
    union { uint32_t word2; struct { uint16_t lo, hi; } q_derived; };
    union q_derived { uint32_t x1; uint8_t y1[4]; };
    q_immutable union { uint32_t x2; uint8_t y2[4]; };
    union { uint32_t x3; uint8_t y3[4]; } skipped q_elsewhere;
    union { uint64_t x4 q_immutable; uint64_t y4 q_immutable; };
    unsigned tag2 : 2;
    bool flag;
    union { uint8_t a q_case(0); char s[8] q_string q_case(1); char *t q_case(2); struct Blk *p q_case(3); } QIDL(union, tag2) v;
    union { uint8_t a q_case(false); struct { int i, j; } c q_case(true); } w q_union(flag) q_optional;
    bool has_z;
    union { uint8_t a q_case(0); GSList *l q_type(int) q_case(1); } z q_union(flag) q_optional;
    union { uint8_t a q_case(0); } arr q_union(flag);
    union V3 { uint8_t a q_case(0); uint8_t b q_case(-1);} v3 q_union(obj->kind);
};
