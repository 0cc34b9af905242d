/* What the C files of 2012 told their build beside their structs: it means nothing here. */
#include <stdint.h>

QIDL_ENABLE()

QIDL_START(Latch, state, properties)
typedef struct Latch {
    uint8_t level;
    uint8_t inputs QIDL(property, "inputs", 8);
} Latch;
QIDL_END(Latch)

QIDL_START(Keypad, state, vmstate, properties)
struct Keypad {
    Latch rows[4];
    int QIDL(immutable) wiring;
};
QIDL_END(Keypad)

typedef struct Buzzer Buzzer;
QIDL_DECLARE_PUBLIC(Buzzer, state, version(2)) {
    uint16_t q_immutable pitch;
    int32_t on;
};
QIDL_IMPLEMENT_PUBLIC(Buzzer)
QIDL_IMPLEMENT_PUBLIC(Buzzer, state);

struct Internal { int not_exported; };
