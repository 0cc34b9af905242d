/* A typedef's name may be a member's, a tag's or a parameter's, too (C11 6.2.3). */
#include <stdint.h>

typedef uint16_t Level;

struct Level {
    Level Level;
    Level other;
};

int level_of(Level Level, int (*apply)(Level), char (*room)[sizeof(Level)]);

typedef struct Levels {
    struct Level tagged;
    Level plain[sizeof(Level)];
    uint8_t unsigned_level;
} Levels;
