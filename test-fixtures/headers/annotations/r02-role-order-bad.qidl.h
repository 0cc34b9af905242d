/* Rule 2: an explicit q_standard comes before everything that would excuse a field; a role by any other reason, rule 4. */
#include <stdint.h>
#include "qidl.h"

QIDL_IMMUTABLE_TYPES(Handle)

struct Roles {
    q_standard void *anything;
    Handle known_only_by_name q_standard;
    Handle listed;
    const uint8_t fixed q_default(3);
    uint8_t saved;
};

QIDL_STRUCT(struct Config, q_immutable)
struct Config {
    uint8_t by_default q_default(3);
    uint8_t saved q_standard q_default(3);
};
