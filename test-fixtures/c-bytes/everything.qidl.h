/*
 * Everything a view can show, in one struct; everything.c has one of each with values.
 * Bytes of it as compilers for several targets wrote them are in bytes.json.
 */
#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"

enum Mode { MODE_OFF, MODE_ON = 5, MODE_LOW = -3 };

typedef struct Point {
    int16_t x;
    int32_t y;
} Point;

/* Nothing in it is aligned. */
typedef struct __attribute__((packed)) Odd {
    uint8_t tag;
    uint32_t word;
    int64_t wide;
    Point point;
    double real;
    uint16_t halves[3];
} Odd;

typedef struct Bits {
    uint32_t low : 3;
    uint32_t middle : 13;
    int32_t negative : 5;
    uint32_t high : 20; /* begins a unit of its own */
    uint64_t wide : 40;
    int64_t deep : 23;
    bool flag : 1;
    uint8_t small : 7;
} Bits;

typedef union Cell {
    uint32_t whole;
    uint8_t parts[4];
    float real;
} Cell;

typedef struct Everything {
    uint8_t u8;
    int8_t i8;
    uint16_t u16;
    int16_t i16;
    uint32_t u32;
    int32_t i32;
    uint64_t u64;
    int64_t i64;
    float f32;
    double f64;
    bool yes;
    enum Mode mode;
    Bits bits;
    Cell cell q_immutable;
    struct {
        uint16_t inner;
        uint16_t outer;
    };
    Point point;
    Point points[2];
    Odd odd;
    uint16_t matrix[2][3];
    bool flags[3];
    int64_t longs[2];
    char name[8] q_string;
    char lines[2][4] q_immutable;
    struct Everything *next q_immutable;
    unsigned long word;
} Everything;

typedef struct Packet {
    uint16_t count;
    Point items[] q_immutable;
} Packet;
