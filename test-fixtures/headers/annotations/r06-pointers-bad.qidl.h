/* Rule 6: pointers that do not say how many, pointers to pointers, and cycles. */
#include <stdint.h>
#include "qidl.h"

enum mode { OFF, ON };

struct Node {
    uint8_t *bytes;
    enum mode *mode;
    uint32_t **table;
    struct Node *next;
};

struct Ping { struct Pong *pong; };
struct Pong { struct Ping *ping; };
