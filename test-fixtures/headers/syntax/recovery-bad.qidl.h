/* Each mistake is reported once, and what stands around it still counts. */
#include <stdint.h>

#include "qidl.h"

struct First {
    uint8_t good;
    uint8_t bad]3];
    uint8_t also_good;
    struct {
        uint8_t inner;
        uint8_t 3rd;
    } nested;
};

int broken(int a, ;

enum Second { SECOND_A, SECOND_B = , };

uint8_t table[ = 3;

struct Third {
    enum Second mode;
    uint8_t level q_default(1 +);
    uint8_t last;
};
