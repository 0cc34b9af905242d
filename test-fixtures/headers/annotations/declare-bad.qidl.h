/* Markers that name another type, types that are not there, arguments that no struct has. */
#include <stdint.h>
#include "qidl.h"

QIDL_START(Uart)
typedef struct Serial { uint8_t lcr; } Serial;
QIDL_END(Uart)

QIDL_DECLARE(Pit, q_optional, version(-1)) { uint8_t mode; };

QIDL_EXPORT(struct missing)
QIDL_STRUCT(struct missing, skip_state)
QIDL_ANNOTATE(struct Serial, irq, q_immutable)
QIDL_ENUM(Register, UART_)
