/* Enums: automatic values, negative ones, expressions, a packed and a fixed one, flags. */
#include "qidl.h"

enum Signed { MINUS = -2, ZERO = MINUS + 2, AFTER };
enum __attribute__((packed)) Small { TINY, HUGE_VALUE = 200 };
enum Fixed : unsigned short { FIXED_ONE = 1 };
enum Flags { FLAG_A = 1 << 0, FLAG_B = 1 << 1, FLAG_TOP = 1u << 31, FLAG_ALL = FLAG_A | FLAG_B | FLAG_TOP };

struct Enums {
    enum Signed sign;
    enum Small small;
    enum Fixed fixed;
    enum Flags flags;
};
