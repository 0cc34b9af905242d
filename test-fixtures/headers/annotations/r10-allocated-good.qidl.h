/* Rule 10: T *p q_size(n) is allocated on load: of numbers, structs, text, wide and narrow. */
#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"

typedef struct Sample { int16_t left, right; } Sample;
enum level { LOW, HIGH };

struct Buffers {
    uint32_t count;
    uint8_t *bytes q_size(count);
    int64_t *times q_size(count / 2);
    double *ratios q_size(count & 3);
    bool *flags q_size(count & 7);
    enum level *levels q_size(count & 1);
    __int128 *wide q_size(2);
    Sample *samples q_size(count % 5);
    char **names q_size(count % 3);
    Sample *maybe q_size(count) q_optional;
    uint16_t *later q_size(count) q_default(NULL);
    uint8_t tail_count;
    uint8_t tail[] q_size(tail_count);
};
