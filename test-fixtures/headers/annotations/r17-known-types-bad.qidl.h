/* Rule 17: what a type with a visitor of its own has not. */
#include <stdint.h>
#include "qidl.h"

struct Clock {
    QEMUTimer *by_default q_default(NULL);
    struct tm zero q_default({0});
    QEMUTimer sized q_size(2);
    QEMUTimer bit q_standard q_property_bit("armed", 0);
    struct timespec unknown;
    QEMUTimer saved;
};
