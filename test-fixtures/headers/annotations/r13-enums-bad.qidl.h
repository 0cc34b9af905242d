/* Rule 13: an enum is a number in the size of its C type; what does not fit, and what has no size. */
#include <stdint.h>
#include "qidl.h"

enum mode { OFF, ON = 300 };
enum __attribute__((packed)) small { NO, YES };

struct Modes {
    enum mode text q_default("ON");
    enum small wide q_default(300);
    enum small list[2] q_default({NO, 256});
    enum missing incomplete;
    enum mode *pointer;
    enum mode saved q_default(ON);
};
