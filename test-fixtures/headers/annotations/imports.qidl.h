/* An included .qidl.h is imported; a type of a plain include is exported here, or comes with the module that has it. */
#include <stdint.h>
#include "imported.qidl.h"
#include "qidl.h"

struct Uart {
    Fifo receive;
    Fifo *transmit;
    struct plain_part same;
    struct plain_own own;
    struct plain_unused *skipped q_immutable;
    enum speed speed;
};
