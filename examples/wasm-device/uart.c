/*
 * A 16550A UART in C, for wasm: its state is the SerialState of serial.qidl.h, and nothing else.
 *
 * In:   register accesses (uart_read, uart_write), the line (uart_receive, uart_feed, uart_transmit, uart_set_lines)
 *       and time (uart_tick).
 * Out:  register values, characters sent, and one static SerialState at uart_address() that TypeScript reads and
 *       writes live through viewSerialState of the very same header.
 * Rule: the public 16550A data sheet. Without libc, so that the module imports nothing; it compiles natively as well.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stddef.h>
#include <stdint.h>

#include "serial.qidl.h"

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))

/* The compiler may call these two for any loop or assignment. */
void *memset(void *to, int value, size_t size) {
    uint8_t *t = to;
    while (size-- > 0) {
        *t++ = (uint8_t)value;
    }
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
    uint8_t *t = to;
    const uint8_t *f = from;
    while (size-- > 0) {
        *t++ = *f++;
    }
    return to;
}
#else
#define EXPORT(name)
#include <string.h>
#endif

static SerialState uart;
static char host_console[] = "host console";

/* ---- FIFOs. A view or a loaded state may hold any head and count: neither may lead out of the ring. ---- */

static void fifo_clear(SerialFIFO *fifo) {
    memset(fifo->data, 0, sizeof fifo->data);
    fifo->head = 0;
    fifo->count = 0;
}

/* The caller has checked that there is room. Returns the slot. */
static uint8_t fifo_push(SerialFIFO *fifo, uint8_t character) {
    uint8_t slot = (uint8_t)((fifo->head + fifo->count) % UART_FIFO_LENGTH);
    fifo->data[slot] = character;
    fifo->count++;
    return slot;
}

/* Nothing from an empty FIFO is zero. */
static uint8_t fifo_pop(SerialFIFO *fifo) {
    if (fifo->count == 0) {
        return 0;
    }
    uint8_t slot = fifo->head % UART_FIFO_LENGTH;
    uint8_t character = fifo->data[slot];
    fifo->data[slot] = 0;
    fifo->head = (uint8_t)((slot + 1) % UART_FIFO_LENGTH);
    fifo->count--;
    return character;
}

/* The errors of the character on top of the receive FIFO. */
static uint8_t *top_errors(SerialState *s) {
    return &s->recv_errors[s->recv_fifo.head % UART_FIFO_LENGTH];
}

static bool fifos_enabled(const SerialState *s) {
    return (s->fcr & UART_FCR_ENABLE) != 0;
}

/* ---- What follows from other fields ---- */

/* IIR and the interrupt pin: the most urgent interrupt that is both enabled and raised. */
static void update_irq(SerialState *s) {
    bool data = fifos_enabled(s) ? s->recv_fifo.count >= s->recv_fifo.trigger : (s->lsr & UART_LSR_DR) != 0;
    uint8_t id = UART_IIR_NO_INT;

    if ((s->ier & UART_IER_RLSI) && (s->lsr & UART_LSR_ERRORS)) {
        id = UART_IIR_RLSI;
    } else if ((s->ier & UART_IER_RDI) && data) {
        id = UART_IIR_RDI;
    } else if ((s->ier & UART_IER_RDI) && s->timeout_ipending) {
        id = UART_IIR_CTI;
    } else if ((s->ier & UART_IER_THRI) && s->thr_ipending) {
        id = UART_IIR_THRI;
    } else if ((s->ier & UART_IER_MSI) && (s->msr & UART_MSR_CHANGES)) {
        id = UART_IIR_MSI;
    }
    s->iir = (uint8_t)(id | (fifos_enabled(s) ? UART_IIR_FIFO : 0));
    s->int_pending = id != UART_IIR_NO_INT;
}

/* In half bits, since 5 data bits go with one and a half stop bits. */
static void update_char_time(SerialState *s) {
    int64_t clock = s->clock_hz ? s->clock_hz : SERIAL_CLOCK_HZ;
    int64_t half_bits = 2 * (1 + UART_WORD_BITS(s->lcr)) + (s->lcr & UART_LCR_PARITY ? 2 : 0) + 2;
    if (s->lcr & UART_LCR_STOP) {
        half_bits += s->lcr & UART_LCR_WORD ? 2 : 1;
    }
    s->char_time_ns = half_bits * UART_OVERSAMPLING / 2 * s->divider * SERIAL_NS_PER_SECOND / clock;
    if (s->divider != 0 && s->char_time_ns < s->char_time_limit_ns) {
        s->char_time_ns = s->char_time_limit_ns;
    }
}

/* MSR's high half comes from the modem, or in loopback from MCR; its low half notes the changes. */
static void update_modem_status(SerialState *s) {
    uint8_t lines = s->modem_lines;
    if (s->mcr & UART_MCR_LOOP) {
        lines = (uint8_t)((s->mcr & UART_MCR_RTS ? UART_MSR_CTS : 0) | (s->mcr & UART_MCR_DTR ? UART_MSR_DSR : 0) |
                          (s->mcr & UART_MCR_OUT1 ? UART_MSR_RI : 0) | (s->mcr & UART_MCR_OUT2 ? UART_MSR_DCD : 0));
    }
    uint8_t changed = (uint8_t)((s->msr ^ lines) & UART_MSR_LINES);
    /* A ring is noted when it ends. */
    if (lines & UART_MSR_RI) {
        changed &= (uint8_t)~UART_MSR_RI;
    }
    s->msr = (uint8_t)(lines | (s->msr & UART_MSR_CHANGES) | changed >> 4);
}

/* ---- Receiver ---- */

static void restart_fifo_timeout(SerialState *s) {
    bool waiting = fifos_enabled(s) && s->recv_fifo.count > 0 && s->char_time_ns > 0;
    s->fifo_timeout_expire = waiting ? s->now_ns + UART_TIMEOUT_CHARS * s->char_time_ns : SERIAL_TIMER_OFF;
}

static void clear_receiver(SerialState *s) {
    fifo_clear(&s->recv_fifo);
    memset(s->recv_errors, 0, sizeof s->recv_errors);
    s->rbr = 0;
    s->lsr &= (uint8_t) ~(UART_LSR_DR | UART_LSR_FIFO_ERROR);
    s->timeout_ipending = false;
    s->fifo_timeout_expire = SERIAL_TIMER_OFF;
}

/* A character has arrived whole; errors are LSR's PE, FE and BI. It is stored as it is, whatever the word length. */
static void receive(SerialState *s, uint8_t character, uint8_t errors) {
    if (!fifos_enabled(s)) {
        /* The new character overwrites the one that nobody has read. */
        if (s->lsr & UART_LSR_DR) {
            s->lsr |= UART_LSR_OE;
            s->overrun_count++;
        }
        s->rbr = character;
        s->lsr |= (uint8_t)(UART_LSR_DR | errors);
        return;
    }
    if (s->recv_fifo.count >= UART_FIFO_LENGTH) {
        /* The FIFO keeps what it has; the new character is lost. */
        s->lsr |= UART_LSR_OE;
        s->overrun_count++;
    } else {
        s->recv_errors[fifo_push(&s->recv_fifo, character)] = errors;
        s->lsr |= UART_LSR_DR;
        if (errors) {
            s->lsr |= UART_LSR_FIFO_ERROR;
        }
        /* Errors show when their character comes to the top: at once if it is alone. */
        if (s->recv_fifo.count == 1) {
            s->lsr |= errors;
        }
    }
    restart_fifo_timeout(s);
}

static uint8_t read_rbr(SerialState *s) {
    uint8_t character = s->rbr;
    if (!fifos_enabled(s)) {
        s->lsr &= (uint8_t)~UART_LSR_DR;
        return character;
    }
    character = 0;
    if (s->recv_fifo.count > 0) {
        *top_errors(s) = 0;
        character = fifo_pop(&s->recv_fifo);
        if (s->recv_fifo.count > 0) {
            s->lsr |= *top_errors(s);
        } else {
            s->lsr &= (uint8_t)~UART_LSR_DR;
        }
    }
    s->timeout_ipending = false;
    restart_fifo_timeout(s);
    return character;
}

/* Reading LSR clears the errors it shows; bit 7 stays while characters further down have some. */
static uint8_t read_lsr(SerialState *s) {
    uint8_t value = s->lsr;
    s->lsr &= (uint8_t) ~(UART_LSR_ERRORS | UART_LSR_FIFO_ERROR);
    *top_errors(s) = 0;
    for (int i = 0; i < UART_FIFO_LENGTH; i++) {
        if (s->recv_errors[i]) {
            s->lsr |= UART_LSR_FIFO_ERROR;
        }
    }
    return value;
}

/* ---- Transmitter ---- */

static void set_thr_empty(SerialState *s) {
    s->lsr |= UART_LSR_THRE;
    s->thr_ipending = true;
}

/* Moves the next character into the shift register, if that is free. */
static void load_shift_register(SerialState *s) {
    if (s->has_tsr || (s->lsr & UART_LSR_THRE)) {
        return;
    }
    if (fifos_enabled(s)) {
        s->tsr = fifo_pop(&s->xmit_fifo);
    } else {
        s->tsr = s->thr;
        s->thr = 0;
    }
    s->has_tsr = true;
    if (s->xmit_fifo.count == 0) {
        set_thr_empty(s);
    }
}

static void write_thr(SerialState *s, uint8_t character) {
    if (!fifos_enabled(s)) {
        s->thr = character;
    } else if (s->xmit_fifo.count < UART_FIFO_LENGTH) {
        fifo_push(&s->xmit_fifo, character);
    }
    s->lsr &= (uint8_t)~UART_LSR_IDLE;
    s->thr_ipending = false;
    load_shift_register(s);
}

/* The shift register is not touched: the character in it is already on the line. */
static void clear_transmitter(SerialState *s) {
    fifo_clear(&s->xmit_fifo);
    s->thr = 0;
    if (!(s->lsr & UART_LSR_THRE)) {
        set_thr_empty(s);
    }
}

/* ---- Registers ---- */

static void write_fcr(SerialState *s, uint8_t value) {
    static const uint8_t triggers[] = {SERIAL_TRIGGER_1, SERIAL_TRIGGER_4, SERIAL_TRIGGER_8, SERIAL_TRIGGER_14};
    bool enable = (value & UART_FCR_ENABLE) != 0;
    bool switched = enable != fifos_enabled(s);

    if (switched || (enable && (value & UART_FCR_CLEAR_RECV))) {
        clear_receiver(s);
    }
    if (switched || (enable && (value & UART_FCR_CLEAR_XMIT))) {
        clear_transmitter(s);
    }
    /* Without bit 0 the other bits are not taken. */
    s->fcr = enable ? (uint8_t)(value & (UART_FCR_ENABLE | UART_FCR_DMA | UART_FCR_TRIGGER)) : 0;
    s->recv_fifo.trigger = (SerialTrigger)triggers[s->fcr >> UART_FCR_TRIGGER_SHIFT];
}

static void write_ier(SerialState *s, uint8_t value) {
    /* Enabling the interrupt while THR is empty raises it: drivers start sending that way. */
    if ((value & UART_IER_THRI) && !(s->ier & UART_IER_THRI) && (s->lsr & UART_LSR_THRE)) {
        s->thr_ipending = true;
    }
    s->ier = (uint8_t)(value & UART_IER_MASK);
}

EXPORT(uart_write)
void uart_write(uint32_t offset, uint32_t word) {
    SerialState *s = &uart;
    uint8_t value = (uint8_t)word;
    bool divider = (s->lcr & UART_LCR_DLAB) != 0;

    switch (offset & UART_ADDRESS_MASK) {
    case UART_THR:
        if (divider) {
            s->divider = (uint16_t)((s->divider & 0xff00) | value);
            update_char_time(s);
        } else {
            write_thr(s, value);
        }
        break;
    case UART_IER:
        if (divider) {
            s->divider = (uint16_t)((s->divider & 0x00ff) | value << 8);
            update_char_time(s);
        } else {
            write_ier(s, value);
        }
        break;
    case UART_FCR:
        write_fcr(s, value);
        break;
    case UART_LCR:
        s->lcr = value;
        update_char_time(s);
        break;
    case UART_MCR:
        s->mcr = (uint8_t)(value & UART_MCR_MASK);
        update_modem_status(s);
        break;
    case UART_SCR:
        s->scr = value;
        break;
    default:
        /* LSR and MSR are the chip's to write. */
        break;
    }
    update_irq(s);
}

EXPORT(uart_read)
uint32_t uart_read(uint32_t offset) {
    SerialState *s = &uart;
    bool divider = (s->lcr & UART_LCR_DLAB) != 0;
    uint8_t value = 0;

    switch (offset & UART_ADDRESS_MASK) {
    case UART_RBR:
        value = divider ? (uint8_t)s->divider : read_rbr(s);
        break;
    case UART_IER:
        value = divider ? (uint8_t)(s->divider >> 8) : s->ier;
        break;
    case UART_IIR:
        value = s->iir;
        if ((value & UART_IIR_ID) == UART_IIR_THRI) {
            s->thr_ipending = false;
        }
        break;
    case UART_LCR:
        value = s->lcr;
        break;
    case UART_MCR:
        value = s->mcr;
        break;
    case UART_LSR:
        value = read_lsr(s);
        break;
    case UART_MSR:
        value = s->msr;
        s->msr &= UART_MSR_LINES;
        break;
    case UART_SCR:
        value = s->scr;
        break;
    }
    update_irq(s);
    return value;
}

/* ---- The line ---- */

/* A character arrives, with LSR's error bits. In loopback the line is cut off. */
EXPORT(uart_receive_error)
void uart_receive_error(uint32_t character, uint32_t errors) {
    SerialState *s = &uart;
    if (!(s->mcr & UART_MCR_LOOP)) {
        receive(s, (uint8_t)character, (uint8_t)(errors & UART_LSR_CHAR_ERRORS));
    }
    update_irq(s);
}

EXPORT(uart_receive)
void uart_receive(uint32_t character) {
    uart_receive_error(character, 0);
}

/* The back end hands over a character; uart_tick brings it in when its time has come. False: no room. */
EXPORT(uart_feed)
bool uart_feed(uint32_t character) {
    SerialState *s = &uart;
    if (s->incoming_count >= SERIAL_INCOMING_LENGTH) {
        return false;
    }
    if (s->incoming_count == 0) {
        s->receive_expire = s->now_ns + s->char_time_ns;
    }
    s->incoming[s->incoming_count++] = (uint8_t)character;
    return true;
}

static uint8_t next_incoming(SerialState *s) {
    uint8_t character = s->incoming[0];
    s->incoming_count--;
    for (uint32_t i = 0; i < s->incoming_count; i++) {
        s->incoming[i] = s->incoming[i + 1];
    }
    s->incoming[s->incoming_count] = 0;
    return character;
}

/* The line takes the next character: it, or -1. In loopback everything goes round, and the line sees nothing. */
EXPORT(uart_transmit)
int32_t uart_transmit(void) {
    SerialState *s = &uart;
    int32_t sent = -1;
    while (s->has_tsr && sent < 0) {
        uint8_t character = s->tsr;
        s->has_tsr = false;
        s->tsr = 0;
        load_shift_register(s);
        if (!s->has_tsr) {
            s->lsr |= UART_LSR_TEMT;
        }
        if (s->mcr & UART_MCR_LOOP) {
            receive(s, character, 0);
        } else {
            sent = character;
        }
    }
    update_irq(s);
    if (sent >= 0 && s->transmitted) {
        s->transmitted(s->opaque, (uint8_t)sent);
    }
    return sent;
}

/* The modem sets its lines: MSR's high half. */
EXPORT(uart_set_lines)
void uart_set_lines(uint32_t lines) {
    SerialState *s = &uart;
    s->modem_lines = (uint8_t)(lines & UART_MSR_LINES);
    update_modem_status(s);
    update_irq(s);
}

/* ---- Time, interrupt, life ---- */

/* So many nanoseconds go by: what falls due in them happens, in its order. */
EXPORT(uart_tick)
void uart_tick(int64_t ns) {
    SerialState *s = &uart;
    int64_t end = s->now_ns + ns;
    for (;;) {
        bool arrives = s->incoming_count > 0 && s->char_time_ns > 0 && s->receive_expire <= end;
        bool times_out = s->fifo_timeout_expire != SERIAL_TIMER_OFF && s->fifo_timeout_expire <= end;
        if (times_out && !(arrives && s->receive_expire < s->fifo_timeout_expire)) {
            s->fifo_timeout_expire = SERIAL_TIMER_OFF;
            s->timeout_ipending = true;
        } else if (arrives) {
            /* Due long ago, if the line stood still in between. */
            if (s->receive_expire > s->now_ns) {
                s->now_ns = s->receive_expire;
            }
            uint8_t character = next_incoming(s);
            s->receive_expire = s->incoming_count > 0 ? s->now_ns + s->char_time_ns : SERIAL_TIMER_OFF;
            uart_receive(character);
        } else {
            break;
        }
    }
    s->now_ns = end;
    update_irq(s);
}

/* Recomputes the derived fields, as after a load or a write through a view. Returns the interrupt pin. */
EXPORT(uart_update_irq)
bool uart_update_irq(void) {
    update_char_time(&uart);
    update_irq(&uart);
    return uart.int_pending;
}

/* The chip's reset pin. Divider, SCR, the clock and what is on the line stay as they are. */
EXPORT(uart_reset)
void uart_reset(void) {
    SerialState *s = &uart;
    s->ier = 0;
    s->fcr = 0;
    s->lcr = 0;
    s->mcr = 0;
    s->lsr = UART_LSR_IDLE;
    s->thr = 0;
    s->has_tsr = false;
    s->tsr = 0;
    clear_receiver(s);
    fifo_clear(&s->xmit_fifo);
    s->recv_fifo.trigger = SERIAL_TRIGGER_1;
    s->thr_ipending = false;
    s->msr = s->modem_lines;
    update_char_time(s);
    update_irq(s);
}

EXPORT(uart_address)
SerialState *uart_address(void) {
    return &uart;
}

/* A device fresh from the factory, with a modem at the other end. Returns its address. */
EXPORT(uart_new)
SerialState *uart_new(void) {
    SerialState *s = &uart;
    memset(s, 0, sizeof *s);
    memcpy(s->name, "serial0", sizeof "serial0");
    s->label = host_console;
    s->clock_hz = SERIAL_CLOCK_HZ;
    s->divider = SERIAL_DIVIDER_DEFAULT;
    s->xmit_fifo.trigger = SERIAL_TRIGGER_1;
    s->fifo_timeout_expire = SERIAL_TIMER_OFF;
    s->receive_expire = SERIAL_TIMER_OFF;
    s->modem_lines = UART_MSR_CTS | UART_MSR_DSR | UART_MSR_DCD;
    uart_reset();
    return s;
}
