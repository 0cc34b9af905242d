/* Rule 19: exports that two things claim, names that cannot be exports, and a group without members. */
#include <stdint.h>
#include "qidl.h"

#define then 1
#define UartInfo 3
#define Uart_MODE 4

struct Uart { uint8_t lcr; };
enum UartHooks { NONE };
typedef struct { uint8_t a; } number;

QIDL_ENUM(Registers, REG_)
QIDL_ENUM(Uart, Uart_)
