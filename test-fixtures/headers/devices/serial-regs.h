/*
 * The measures of a 16550A: what is the same for every program that touches the chip.
 *
 * A plain header without markers, shared with drivers. serial.qidl.h takes its array sizes and default values
 * from here, so an edit of this file changes what a saved state looks like.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef SERIAL_REGS_H
#define SERIAL_REGS_H

/* Characters that each of the two FIFOs holds. */
#define UART_FIFO_LENGTH 16

/* Registers in the address space: three address pins. */
#define UART_REGISTER_COUNT 8
#define UART_ADDRESS_MASK (UART_REGISTER_COUNT - 1)

/* Bit n of a register. */
#define UART_BIT(n) (1u << (n))

/* The divider that makes a baud rate out of the clock: the baud generator runs 16 times as fast as the line. */
#define UART_DIVIDER(clock_hz, baud) ((clock_hz) / 16 / (baud))

/* Bits per character on the line without parity and stop: the start bit, and 5 to 8 bits of data. */
#define UART_WORD_BITS(lcr) (5 + ((lcr) & 3))

#endif
