/* The values of everything.qidl.h, and a function that says which of them another writer got wrong. */
#include "everything.qidl.h"

__attribute__((section(".everything"))) Everything everything = {
    .u8 = 200,
    .i8 = -100,
    .u16 = 0xbeef,
    .i16 = -12345,
    .u32 = 0xdeadbeef,
    .i32 = -123456789,
    .u64 = 0xfedcba9876543210u,
    .i64 = -1234567890123456789,
    .f32 = -1.5f,
    .f64 = 3.141592653589793,
    .yes = true,
    .mode = MODE_LOW,
    .bits = {.low = 5, .middle = 0x1234, .negative = -7, .high = 0xabcde, .wide = 0x9876543210, .deep = -1234567, .flag = true, .small = 99},
    .cell = {.whole = 0x01020304},
    .inner = 0x1122,
    .outer = 0x3344,
    .point = {-2, 70000},
    .points = {{1, -2}, {-3, 4}},
    .odd = {.tag = 7, .word = 0xcafebabe, .wide = -2, .point = {-5, 6}, .real = -0.1, .halves = {1, 0x203, 0xffff}},
    .matrix = {{1, 2, 3}, {0x405, 0x607, 0x809}},
    .flags = {true, false, true},
    .longs = {-1, 0x0102030405060708},
    .name = "h\xc3\xb6l",
    .lines = {"one", "two"},
    .next = (Everything *)0x12345678,
    .word = 0x87654321,
};

__attribute__((section(".packet"))) Packet packet = {.count = 3, .items = {{1, 2}, {-3, -4}, {5, 0x60708}}};

/* The number of the line with the first value that is another one; 0 when all are there. */
#define SAME(member) \
    if (it->member != everything.member) return __LINE__
__attribute__((visibility("default"), used)) int wrong_line(const Everything *it) {
    SAME(u8);
    SAME(i8);
    SAME(u16);
    SAME(i16);
    SAME(u32);
    SAME(i32);
    SAME(u64);
    SAME(i64);
    SAME(f32);
    SAME(f64);
    SAME(yes);
    SAME(mode);
    SAME(bits.low);
    SAME(bits.middle);
    SAME(bits.negative);
    SAME(bits.high);
    SAME(bits.wide);
    SAME(bits.deep);
    SAME(bits.flag);
    SAME(bits.small);
    SAME(cell.whole);
    SAME(inner);
    SAME(outer);
    SAME(point.x);
    SAME(point.y);
    SAME(points[1].x);
    SAME(points[1].y);
    SAME(odd.tag);
    SAME(odd.word);
    SAME(odd.wide);
    SAME(odd.point.y);
    SAME(odd.real);
    SAME(odd.halves[1]);
    SAME(matrix[1][2]);
    SAME(flags[1]);
    SAME(flags[2]);
    SAME(longs[0]);
    SAME(longs[1]);
    SAME(name[1]);
    SAME(name[3]);
    SAME(lines[1][0]);
    SAME(next);
    SAME(word);
    return 0;
}

#ifdef MAIN
#include <stdio.h>
/* Reads an Everything from standard input. */
int main(void) {
    Everything it;
    if (fread(&it, sizeof it, 1, stdin) != 1) return 1;
    printf("%d\n", wrong_line(&it));
    return 0;
}
#endif
