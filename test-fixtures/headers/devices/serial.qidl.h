/*
 * A 16550A UART: its registers, and the state that a model of it keeps.
 *
 * In:   a plain C header; a C compiler sees the structs and nothing else.
 * Out:  with QIDL, a module: createSerialState, saveSerialState, loadSerialState, viewSerialState, and the
 *       constants and enums below under their C names.
 * Rule: every field is saved, or its marker says why not, and the comment above it says it to people.
 *
 * Written from the chip's public data sheet. Behaviour is none of this file's business: any model that keeps
 * its state here, in C or in TypeScript, can load what another one saved.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef SERIAL_QIDL_H
#define SERIAL_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "qidl.h"
#include "serial-regs.h"

#if UART_FIFO_LENGTH < 14
#error "the highest trigger level is 14 characters: the FIFOs must hold as many"
#endif
#if UART_FIFO_LENGTH > 255
#error "SerialFIFO counts its characters in a uint8_t"
#endif

/* ---- Registers, by address. Three addresses have more than one register. ---- */

#define UART_RBR 0 /* read: receiver buffer */
#define UART_THR 0 /* write: transmitter holding */
#define UART_DLL 0 /* with LCR.DLAB: divider latch, low byte */
#define UART_IER 1 /* interrupt enable */
#define UART_DLM 1 /* with LCR.DLAB: divider latch, high byte */
#define UART_IIR 2 /* read: interrupt identification */
#define UART_FCR 2 /* write: FIFO control */
#define UART_LCR 3 /* line control */
#define UART_MCR 4 /* modem control */
#define UART_LSR 5 /* line status */
#define UART_MSR 6 /* modem status */
#define UART_SCR 7 /* scratch */

/* ---- IER: which interrupts may be raised ---- */

#define UART_IER_RDI UART_BIT(0)  /* received data available, and FIFO timeout */
#define UART_IER_THRI UART_BIT(1) /* transmitter holding register empty */
#define UART_IER_RLSI UART_BIT(2) /* receiver line status: overrun, parity, framing, break */
#define UART_IER_MSI UART_BIT(3)  /* modem status */
#define UART_IER_MASK (UART_IER_RDI | UART_IER_THRI | UART_IER_RLSI | UART_IER_MSI)

/* ---- IIR: the most urgent interrupt, from RLSI (highest) down to MSI ---- */

#define UART_IIR_MSI 0x00    /* modem status: cleared by reading MSR */
#define UART_IIR_NO_INT 0x01 /* none */
#define UART_IIR_THRI 0x02   /* THR empty: cleared by reading IIR or writing THR */
#define UART_IIR_RDI 0x04    /* data available: cleared by reading RBR below the trigger level */
#define UART_IIR_RLSI 0x06   /* line status: cleared by reading LSR */
#define UART_IIR_CTI 0x0c    /* characters wait in the FIFO and nobody reads: cleared by reading RBR */
#define UART_IIR_ID 0x0f     /* the bits that say which */
#define UART_IIR_FIFO 0xc0   /* set while the FIFOs are enabled */

/* ---- FCR: FIFO control ---- */

#define UART_FCR_ENABLE UART_BIT(0)     /* use the FIFOs; a change of this bit empties both */
#define UART_FCR_CLEAR_RECV UART_BIT(1) /* empty the receive FIFO; the bit clears itself */
#define UART_FCR_CLEAR_XMIT UART_BIT(2) /* empty the transmit FIFO; the bit clears itself */
#define UART_FCR_DMA UART_BIT(3)        /* mode of the DMA request pins */
#define UART_FCR_TRIGGER 0xc0           /* trigger level of the receive FIFO: 1, 4, 8 or 14 */
#define UART_FCR_TRIGGER_SHIFT 6

/* ---- LCR: line control ---- */

#define UART_LCR_WORD 0x03           /* data bits, less 5 */
#define UART_LCR_STOP UART_BIT(2)    /* two stop bits; one and a half for 5 data bits */
#define UART_LCR_PARITY UART_BIT(3)  /* with a parity bit */
#define UART_LCR_EVEN UART_BIT(4)    /* even parity */
#define UART_LCR_STICK UART_BIT(5)   /* the parity bit is constant */
#define UART_LCR_BREAK UART_BIT(6)   /* hold the line at space */
#define UART_LCR_DLAB UART_BIT(7)    /* addresses 0 and 1 are the divider latch */
#define UART_LCR_8N1 0x03            /* 8 data bits, no parity, one stop bit */

/* ---- MCR: modem control ---- */

#define UART_MCR_DTR UART_BIT(0)  /* data terminal ready */
#define UART_MCR_RTS UART_BIT(1)  /* request to send */
#define UART_MCR_OUT1 UART_BIT(2) /* a pin for the board's use */
#define UART_MCR_OUT2 UART_BIT(3) /* another; on a PC it connects the interrupt */
#define UART_MCR_LOOP UART_BIT(4) /* loopback: transmitter to receiver, MCR's outputs to MSR's inputs */
#define UART_MCR_MASK 0x1f

/* ---- LSR: line status ---- */

#define UART_LSR_DR UART_BIT(0)   /* data ready */
#define UART_LSR_OE UART_BIT(1)   /* overrun: a character was lost */
#define UART_LSR_PE UART_BIT(2)   /* parity error in the character on top */
#define UART_LSR_FE UART_BIT(3)   /* framing error in it */
#define UART_LSR_BI UART_BIT(4)   /* it was a break */
#define UART_LSR_THRE UART_BIT(5) /* THR, or the transmit FIFO, is empty */
#define UART_LSR_TEMT UART_BIT(6) /* and so is the shift register */
#define UART_LSR_FIFO_ERROR UART_BIT(7) /* a character in the receive FIFO arrived broken */
#define UART_LSR_CHAR_ERRORS (UART_LSR_PE | UART_LSR_FE | UART_LSR_BI)
#define UART_LSR_ERRORS (UART_LSR_OE | UART_LSR_CHAR_ERRORS)
#define UART_LSR_IDLE (UART_LSR_THRE | UART_LSR_TEMT)

/* ---- MSR: modem status. The low half says what changed since the last read ---- */

#define UART_MSR_DCTS UART_BIT(0) /* CTS changed */
#define UART_MSR_DDSR UART_BIT(1) /* DSR changed */
#define UART_MSR_TERI UART_BIT(2) /* the ring ended */
#define UART_MSR_DDCD UART_BIT(3) /* DCD changed */
#define UART_MSR_CTS UART_BIT(4)  /* clear to send */
#define UART_MSR_DSR UART_BIT(5)  /* data set ready */
#define UART_MSR_RI UART_BIT(6)   /* ring indicator */
#define UART_MSR_DCD UART_BIT(7)  /* carrier */
#define UART_MSR_CHANGES 0x0f
#define UART_MSR_LINES 0xf0

/* ---- Time ---- */

#define UART_OVERSAMPLING 16 /* clocks of the baud generator per bit on the line */
#define UART_TIMEOUT_CHARS 4 /* the FIFO timeout, in characters' time without one received or read */

/* ---- The model's own measures ---- */

#define SERIAL_CLOCK_HZ 1843200              /* the usual crystal */
#define SERIAL_NS_PER_SECOND 1000000000LL
#define SERIAL_TIMER_OFF (-1LL)              /* expire time of a timer that does not run */
#define SERIAL_NAME_LENGTH 16                /* with the NUL */
#define SERIAL_INCOMING_LENGTH 64

/* The divider of a device that nobody has programmed: 9600 baud. */
#define SERIAL_DIVIDER_DEFAULT UART_DIVIDER(SERIAL_CLOCK_HZ, 9600)

/* How many characters the receive FIFO gathers before it interrupts. */
typedef enum SerialTrigger {
    SERIAL_TRIGGER_1 = 1,   /* each character */
    SERIAL_TRIGGER_4 = 4,   /* a quarter full */
    SERIAL_TRIGGER_8 = 8,   /* half full */
    SERIAL_TRIGGER_14 = 14, /* two below full */
} SerialTrigger;

/* One of the two FIFOs: a ring. A slot whose character has left is zero, so equal FIFOs are equal bytes. */
typedef struct SerialFIFO {
    /* The ring: `count` characters from `head` on, around the end. */
    uint8_t data[UART_FIFO_LENGTH];
    /* Where the oldest character is. */
    uint8_t head;
    /* How many there are. */
    uint8_t count;
    /* FCR bits 6 and 7, in characters. Only the receive FIFO has one; the other keeps the default. */
    SerialTrigger trigger q_default(SERIAL_TRIGGER_1);
} SerialFIFO;

/* The host's end of the line: a terminal, a socket, a file. Nobody's business here what it is. */
typedef struct CharBackend CharBackend;

/* Called with each character that leaves on the line. */
typedef void SerialTransmitted(void *opaque, uint8_t character);

/* The whole UART. */
typedef struct SerialState {
    /* What the machine calls the device: "serial0". */
    char name[SERIAL_NAME_LENGTH] q_string;
    /* What the user calls the back end, of any length; null while none is connected. */
    char *label;

    /* The back end itself: a handle of this host. The host that loads the state connects its own. */
    CharBackend *chr q_host;
    /* Whom to tell of a character sent; null: the machine polls. A function pointer is immutable by itself. */
    SerialTransmitted *transmitted;
    /* What `transmitted` gets to see. A void pointer, too. */
    void *opaque;
    /* The crystal on the board, in hertz; 0 is SERIAL_CLOCK_HZ. Soldered in: whoever builds the device sets it. */
    uint32_t clock_hz q_immutable;

    /* RBR: the character received, without FIFOs. Reading it clears LSR.DR. */
    uint8_t rbr;
    /* THR: the character to send next, without FIFOs. Empty while LSR.THRE is set. */
    uint8_t thr;
    /* Whether a character is in the shift register, on its way out bit by bit. */
    bool has_tsr;
    /* TSR: that character. No program can read it, but a state saved without it would lose a character. */
    uint8_t tsr q_optional;
    /* IER: which of the four interrupts may be raised. */
    uint8_t ier;
    /* IIR: the most urgent interrupt raised. */
    uint8_t iir q_default(UART_IIR_NO_INT);
    /* FCR: FIFOs on or off, trigger level. Saved although programs can only write it: nothing else remembers. */
    uint8_t fcr q_standard;
    /* LCR: word length, stop bits, parity, break; and DLAB, which swaps in the divider latch. */
    uint8_t lcr;
    /* MCR: outputs to the modem, and loopback. */
    uint8_t mcr;
    /* LSR: what the line is doing. Bits 1 to 4 are cleared by reading it. */
    uint8_t lsr q_default(UART_LSR_IDLE);
    /* MSR: the modem's outputs in the high half, their changes since the last read in the low half. */
    uint8_t msr;
    /* SCR: a byte for the program's own use; the chip ignores it. */
    uint8_t scr;
    /* DLL and DLM: the baud rate is the clock / 16 / divider. 0 stops the line. */
    uint16_t divider q_default(SERIAL_DIVIDER_DEFAULT);

    /* Characters received, for the program to read. */
    SerialFIFO recv_fifo;
    /* How the character in the same slot of recv_fifo arrived: LSR's PE, FE and BI. Lines are good: mostly zero. */
    uint8_t recv_errors[UART_FIFO_LENGTH] q_default({0});
    /* Characters written, for the line to take. */
    SerialFIFO xmit_fifo;

    /* THR ran empty and nobody has been told yet. Not the same as LSR.THRE: reading IIR clears this one. */
    bool thr_ipending;
    /* The FIFO timeout struck, and nobody has read RBR since. */
    bool timeout_ipending;
    /* The interrupt pin: on while IIR names an interrupt. */
    bool int_pending q_derived;
    /* The modem's lines as they are, in MSR's high half. They belong to the modem, which saves and drives them. */
    uint8_t modem_lines q_elsewhere;

    /* The device's clock, in nanoseconds since it was built. The timers below expire by it. */
    int64_t now_ns;
    /* When characters will have waited too long in the receive FIFO. */
    int64_t fifo_timeout_expire q_default(SERIAL_TIMER_OFF);
    /* When the next of the incoming characters will have arrived. */
    int64_t receive_expire q_default(SERIAL_TIMER_OFF);
    /* How long one character takes on the line: follows from divider, LCR and clock. 0: the line stands still. */
    int64_t char_time_ns q_derived;
    /* No character goes faster than this host can follow. 0: no limit. */
    int64_t char_time_limit_ns q_host;

    /* How many characters the back end has handed over that are still on the line. */
    uint32_t incoming_count;
    /* Those, the next one first: back ends bring blocks, the line carries one character at a time. */
    uint8_t incoming[SERIAL_INCOMING_LENGTH] q_size(incoming_count);

    /* Characters lost to overruns, for the user to see. Should be saved, and is not yet: it starts anew at zero. */
    uint32_t overrun_count q_broken q_default(0);
} SerialState;

#endif
