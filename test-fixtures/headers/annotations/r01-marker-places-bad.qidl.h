/* Rule 1: where no marker can stand, and what is none. */
#include <stdint.h>
#include "qidl.h"

q_immutable int at_file_scope;

struct Misplaced {
    uint8_t in_brackets[q_size(4) 4];
    uint8_t unused_behind q_unused(4);
    QIDL(immutible) uint8_t misspelled;
    QIDL() uint8_t without_word;
    uint8_t missing_argument q_default;
    uint8_t too_many q_size(1, 2);
    uint8_t none_taken q_immutable(1);
    uint8_t of_struct QIDL(minimum_version, 2);
    uint8_t fine;
};

struct q_optional NoArgument { uint8_t a; };
