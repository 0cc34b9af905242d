/* Rule 9: sizes that come too late, are never known, are out of range, or cannot be computed. */
#include <stdint.h>
#include "qidl.h"

int count_of(void *device);

struct Fifo {
    uint8_t early[4] q_size(late);
    uint8_t late;
    uint8_t computed q_derived;
    uint8_t a[4] q_size(computed);
    uint8_t b[4] q_size(5);
    uint8_t c[4] q_size(-1);
    uint8_t d[4] q_size(missing);
    uint8_t e[4] q_size(early[0]);
    uint8_t plain[2], grid[2][2];
    char text[4] q_string;
    uint16_t *pointer q_immutable;
    uint8_t ea[4] q_size(plain[late]);
    uint8_t eb[4] q_size(plain[2]);
    uint8_t ec[4] q_size(grid[1]);
    uint8_t ed[4] q_size(text[0]);
    uint8_t ee[4] q_size(pointer[0]);
    uint8_t ef[4] q_size(late[0]);
    uint8_t f[4] q_size(count_of(obj));
    uint8_t g q_size(late);
};
