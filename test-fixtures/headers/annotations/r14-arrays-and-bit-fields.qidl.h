/* Rule 14: dimensions, through typedefs too, and bit-fields with their width; unnamed ones are no fields. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"

typedef uint8_t mac_address[6];
typedef int32_t vector[3];

struct Arrays {
    mac_address mac;
    mac_address macs[2];
    vector matrix[3];
    uint64_t wide[2][2];
    bool flags[4];
    float samples[2];
    char names[4][8] q_string;
    unsigned a : 3, : 5, b : 9;
    int c : 4;
    unsigned : 0;
    uint64_t d : 40;
    bool e : 1;
};
