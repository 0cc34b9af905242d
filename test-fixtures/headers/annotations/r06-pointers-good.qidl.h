/* Rule 6: text, counted arrays, pointers to structs in place, null by optional or by default. */
#include <stdint.h>
#include "qidl.h"

struct Leaf { uint8_t value; };

struct Node {
    char *name;
    uint8_t *text q_string;
    uint32_t count;
    uint8_t *bytes q_size(count);
    struct Leaf *leaves q_size(count);
    struct Leaf *always;
    struct Leaf *perhaps q_optional;
    struct Leaf *seldom q_default(NULL);
    struct Node *next q_elsewhere;
};
