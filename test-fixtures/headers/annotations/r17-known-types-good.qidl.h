/* Rule 17: types with a visitor of their own from the start, in every form, declared by nobody. */
#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"

struct Clock {
    QEMUTimer *tick;
    QEMUTimer alarm;
    QEMUTimer *timers[2][3];
    struct tm now;
    struct tm history[4];
    struct tm *maybe q_optional;
    bool has_set;
    struct tm set q_optional;
    Int128 wide;
    Int128 wides[2] q_default({0});
    QEMUTimer *retry q_version(2);
    GSList *pending q_type(QEMUTimer);
};
