/*
 * A struct with every kind of member that memory can have: what `qidl read` and the views are held against. The values
 * in it are those of all-kinds.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef ALL_KINDS_QIDL_H
#define ALL_KINDS_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "qidl.h"

typedef enum Colour { RED, GREEN = 7, BLUE = -3 } Colour;

typedef struct Point {
    int16_t x, y;
} Point;

typedef union Word {
    uint32_t word;
    uint8_t bytes[4];
    struct {
        uint16_t first, second;
    } halves;
} Word;

typedef struct __attribute__((packed)) Packed {
    uint8_t tag;
    uint32_t value;
    uint16_t rest : 11;
} Packed;

typedef struct AllKinds {
    uint8_t u8;
    int8_t i8;
    uint16_t u16;
    int16_t i16;
    bool yes;
    uint32_t u32;
    int32_t i32;
    uint8_t gap;
    uint64_t u64;
    int64_t i64;
    float single;
    double twice;
    char letter;
    Colour colour, no_colour;
    unsigned low : 3;
    int negative : 5;
    unsigned wide : 24;
    unsigned crossing : 9;
    uint64_t huge : 40;
    bool flag : 1;
    Colour tint : 6;
    uint8_t bytes[5];
    uint16_t numbers[2][3];
    bool answers[3];
    Point points[2];
    Point grid[2][2];
    char text[12] q_string;
    Word word;
    union {
        uint16_t inside;
        uint8_t half[2];
    };
    struct {
        uint8_t deep;
        Point at;
    };
    Packed packed;
    void *address;
    Point *pointed;
    void (*callback)(int);
    Point *pointers[2] q_immutable;
    uint8_t count;
    uint16_t tail[] q_size(count + 1);
} AllKinds;

#endif
