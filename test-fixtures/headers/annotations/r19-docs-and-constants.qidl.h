/* Rule 19: comments become documentation, constants are exported, a group of them is an enum. */
#include <stdint.h>
#include "qidl.h"

/* The line control register. */
#define UART_LCR 3
#define UART_LSR 5 /* line status */
/* Hertz. */
#define CLOCK 1843200ULL
#define OFF (-1LL)
#define RATIO 0.5
#define NAME "uart"
#define MASK ~0u
#define EMPTY
#define FUNCTION_LIKE(x) ((x) + 1)
#define NOT_CONSTANT some_variable
#define FROM_OTHERS (UART_LSR * 2)

QIDL_ENUM(Register, UART_)

/*
 * A UART.
 *
 * Two paragraphs.
 */
struct Uart {
    uint8_t lcr; /* behind the field */
    /* before the field */
    uint8_t lsr;
    /** doc style */
    uint8_t msr, scr;
};
