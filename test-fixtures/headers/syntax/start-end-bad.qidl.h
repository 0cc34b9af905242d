/* QIDL_START and QIDL_END stand in pairs of one name. */
#include "qidl-2012.h"

QIDL_END(First)

QIDL_START(First)
typedef struct First {
    int a;
} First;
QIDL_END(Second)

QIDL_START(Third)
struct Third {
    int b;
};

qc_declaration
