/* Thirty-two pins. */
#ifndef GPIO_QIDL_H
#define GPIO_QIDL_H

#include <stdint.h>
#include "qidl.h"

#define GPIO_PINS 32

/* Which edges of a pin raise the interrupt. */
typedef enum GpioEdge {
    GPIO_NONE,
    GPIO_RISING,
    GPIO_FALLING,
    GPIO_BOTH,
} GpioEdge;

typedef struct Gpio {
    uint32_t level;             /* what is on the pins */
    uint32_t direction;         /* 1: output */
    uint32_t pending;           /* edges that were seen */
    GpioEdge edges[GPIO_PINS];
    void (*irq)(void *, int);   /* the interrupt line: immutable by itself */
} Gpio;

#endif
