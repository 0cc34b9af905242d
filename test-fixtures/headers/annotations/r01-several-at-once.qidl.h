/* Rule 1: every placement and spelling, and several markers at once. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"
typedef struct ISADevice ISADevice;
struct CharBackend;
struct P {
    q_immutable uint32_t a1, a2;
    uint32_t q_immutable b;
    uint32_t * q_immutable c;
    uint32_t q_immutable * d, e;
    uint32_t f q_immutable, g;
    uint8_t h[4] q_immutable, i[2];
    QIDL(immutable) const char *j;
    struct CharBackend _host *k;
    uint8_t count;
    uint8_t l[16] QIDL(size_is, count) QIDL(default, {0});
    uint8_t _size_is(count) m[16];
    _size_is(count > 8 ? 8 :
             count) uint8_t n[16];
    uint8_t *o qSize(obj->count);
    QIDL(serialize, size_is, count) uint8_t p[4];
    QIDL(property, "prop", 5) QIDL(standard) uint8_t q;
    q_property("x", 7) uint8_t r;
    qProperty("bit", 3, true) q_property_bit("bit2", 4) q_property_bit("bit3", 5, 1) uint32_t s;
    bool has_t; qOptional int t;
    int u _optional;
    void (*cb)(void *opaque,
               int n) ;
    void (*cb2)(int) q_elsewhere;
    int (*cb3[3])(void);
    q_derived struct { int x; } v;
    struct { int x; } w q_derived;
    struct { int x; } q_derived *y;
    _version(2) _default(3) int z;
    int q_version(2) q_default(-1) z2;
    enum { A1, B1 } q_default(B1) z3;
    enum foo { A2, B2 } q_default(B2) z4;
    unsigned bf : 3 q_host, bg : 4 q_default(2), bh : 5;
    q_unused(1) unsigned : 3;
    q_unused(4) q_unused(2) int aa;
    int _Alignas(8) bb;
    __attribute__((aligned(8))) int cc q_immutable __attribute__((packed));
    int dd __attribute__((aligned(4))) q_host;
    const int ee;
    const char *ff q_standard;
    char *gg q_default("hello");
    char hh[8] q_str q_default("x" "y");
};
