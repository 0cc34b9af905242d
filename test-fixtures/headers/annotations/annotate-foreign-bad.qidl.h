/* A type of another module has one saved form: its fields cannot be marked from here. */
#include "imported.qidl.h"
#include "qidl.h"

QIDL_ANNOTATE(Fifo, count, q_immutable)
