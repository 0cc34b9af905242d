/* Rule 12: numbers, enums, macros, NULL, strings, and initialisers in every form of C. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

#define LCR_8N1 0x03
#define LCR_DLAB (1 << 7)
enum trigger { TRIGGER_1 = 1, TRIGGER_14 = 14 };

struct Inner { uint8_t a; void *skipped; uint16_t b; };
struct Outer { struct Inner inner; uint8_t c[2]; };

struct Defaults {
    uint8_t number q_default(LCR_8N1 | LCR_DLAB);
    int8_t negative q_default(-1);
    int64_t wide q_default(-1LL);
    uint64_t widest q_default(0xffffffffffffffff);
    enum trigger trigger q_default(TRIGGER_14);
    bool flag q_default(true);
    char letter q_default('\n');
    float ratio q_default(0.5);
    double whole q_default(3);
    unsigned field : 3 q_default(7);
    char name[8] q_string q_default("rtc");
    char *label q_default(NULL);
    char *other q_default("none");
    uint8_t zeros[4] q_default({0});
    uint8_t some[4] q_default({1, 2});
    uint8_t placed[4] q_default({[3] = 9, [1] = 5, 6});
    uint8_t grid[2][3] q_default({{1}, {4, 5, 6}});
    uint8_t elided[2][3] q_default({1, 2, 3, 4});
    char bytes[4] q_default("ab");
    struct Inner inner q_default({1, NULL, 2});
    struct Inner named q_default({.b = 7});
    struct Outer outer q_default({1, NULL, 2, {3, 4}});
    struct Inner pair[2] q_default({{1}, {.b = 2}});
    struct Inner none q_default({});
};
