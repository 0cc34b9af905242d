/* Structs in structs, anonymous ones, forward declarations and a list through a pointer. */
#include <stdint.h>
#include "qidl.h"

struct Node;
typedef struct Node Node;

struct Node {
    uint32_t value;
    Node *next q_immutable;
    struct { uint16_t low, high; };
    struct Inner { uint8_t a; } inner, pair[2];
};
