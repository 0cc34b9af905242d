/* Constants of the header that are objects: understood, and not in the way. */
#include <stdint.h>

struct Point {
    int32_t x, y;
};

static const struct Point origin = {0}, unit = {.x = 1, .y = 1}, old = {x: 2, y: 3};
static const struct Point path[] = {{1, 2}, [2] = {.y = 3}, [3].x = 4};
static const int32_t *first = &(const int32_t){3}, sum = 1 ? 2 : 3, choice = 4 ?: 5;
static const char text[] = "one " "text";
static const int32_t size = sizeof(struct Point) * 2 + __builtin_offsetof(struct Point, y), block = ({ int n = 1; n; });
/* Types nobody declared, in casts and literals. */
static const Unknown table = { .rows = (UnknownRow []) { UNKNOWN_ROW(path, Path), UNKNOWN_END() }, .self = (Unknown *)&table };
static const Unknown *const tables[] = { (Unknown *[]) { (Unknown *)path, 0 }[0], &(Unknown) { .size = (UnknownSize)4 } };
static const int32_t generic = _Generic(sum, int32_t: 1, default: 2);

typedef struct Path {
    struct Point points[sizeof(path[0]) / sizeof(int32_t)];
} Path;
