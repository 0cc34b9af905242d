/* Words that describe a struct, on fields. */
#include <stdint.h>
#include "qidl-2012.h"

struct Nic {
    uint8_t link QIDL(skip_state);
    uint8_t speed QIDL(minimum_version, 2);
};

/* A struct is told each thing once. */
struct q_immutable Twice {
    uint8_t lcr;
};
QIDL_STRUCT(Twice, q_standard, name("twice"))

/* What QIDL_ANNOTATE puts on a field are markers. */
struct Fields {
    uint8_t lcr, irq;
};
QIDL_ANNOTATE(struct Fields, irq, q_imutable)
