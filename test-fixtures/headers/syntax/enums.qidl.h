/* Enums: with and without tag, values from expressions, C23's fixed type, a comma at the end. */
#include <stdint.h>

enum Plain { PLAIN_A, PLAIN_B = 5, PLAIN_C, PLAIN_ALL = PLAIN_B | PLAIN_C, };
typedef enum { UNTAGGED_MINUS = -1, UNTAGGED_CHAR = 'x', UNTAGGED_SIZE = sizeof(uint32_t) } Untagged;
enum Fixed : uint8_t { FIXED_A = 1, FIXED_B = FIXED_A ? 2 : 3 };

typedef struct Modes {
    enum Plain plain;
    Untagged untagged;
    enum Fixed fixed;
    enum { INNER_OFF, INNER_ON } inner;
} Modes;
