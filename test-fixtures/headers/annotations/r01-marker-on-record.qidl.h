/* Rule 1: markers at a struct or union itself: in a struct they mark the field, at file scope they are the struct's. */
#include <stdint.h>
#include "qidl.h"
struct U {
    int tag;
    union q_derived { uint32_t x1; uint8_t y1[4]; };
    struct QIDL(host) { int a; } b;
    struct q_immutable Foo { int a; } c, *d;
    union q_union(tag) { int a q_case(0); int b q_case(1); } e;
    struct _string { int x; } f;
};
typedef struct q_immutable { int a; int b q_standard; } T1;
struct q_host T2 { int a; int b q_standard; };
struct T3 { int a; int b q_standard; } q_derived;
typedef struct { int a; int b q_standard; } q_elsewhere T5;
