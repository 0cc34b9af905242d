/* Rule 14: lengths and widths that do not hold what they are told to. */
#include <stdint.h>
#include "qidl.h"

struct Shapes {
    unsigned narrow : 3 q_default(8);
    int sign : 4 q_default(8);
    unsigned bit : 2 q_property_bit("beyond", 2);
    uint8_t grid[2][3] q_default({{1, 2, 3, 4}, {5}});
    uint8_t bytes[4] q_default("five!");
    char text[4] q_string q_default("four");
    uint8_t rows[4][2] q_size(5);
    uint8_t nothing[0];
    uint8_t saved;
};
