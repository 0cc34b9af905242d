// An includer sees of a header with regions what the header's own module is made of.
#include "regions.qidl.h"

struct NotForUs {
    int mine;
};

typedef struct RegionUser {
    RegionFifo fifo;
    uint8_t depth[FIFO_DEPTH];
    struct NotForUs own;
} RegionUser;
