// The world around the UART: a program that drives it by interrupts, the other end of the line, and time.
//
// In:   what somebody types on either side; nanoseconds that go by.
// Out:  register accesses, characters on the line, what each side has got to see.
// Rule: what the UART knows is in its SerialState. Everything here is outside of it, and is not saved with it.
import {
  SERIAL_TIMER_OFF,
  UART_FCR,
  UART_FCR_ENABLE,
  UART_FCR_TRIGGER_SHIFT,
  UART_IER,
  UART_IER_MSI,
  UART_IER_RDI,
  UART_IER_RLSI,
  UART_IER_THRI,
  UART_IIR,
  UART_IIR_CTI,
  UART_IIR_ID,
  UART_IIR_NO_INT,
  UART_IIR_RDI,
  UART_IIR_THRI,
  UART_LCR,
  UART_LCR_8N1,
  UART_LSR,
  UART_LSR_DR,
  UART_MCR,
  UART_MCR_DTR,
  UART_MCR_OUT2,
  UART_MCR_RTS,
  UART_MSR,
  UART_RBR,
  UART_THR,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { feed, readRegister, tick, transmit, writeRegister } from 'uart-model/source';

/** How long the program takes to answer an interrupt, in characters' time: long enough to see the FIFO fill. */
const LATENCY_CHARACTERS = 3n;
/** And on a line that stands still, in nanoseconds. */
const LATENCY_LEAST = 100_000n;
/** How many interrupts it serves in a row: a state from outside may raise one that nothing clears. */
const SERVICE_LIMIT = 64;
/** How much either side remembers, in bytes. */
const CONSOLE_LENGTH = 4096;

/** One side of the line: what it has got, and what it has yet to send. In bytes, as the line carries them. */
export interface Side {
  shown: number[];
  outgoing: number[];
}

export interface Machine {
  readonly uart: SerialState;
  readonly program: Side;
  readonly line: Side;
  /** Whether the program answers interrupts. */
  attentive: boolean;
  /** Whether the other end sends back what it gets. */
  echo: boolean;
  /** When the character in the shift register will have left, and when the program will answer. Device time. */
  sentAt: bigint | null;
  answerAt: bigint | null;
}

export function createMachine(uart: SerialState): Machine {
  return {
    uart,
    program: { shown: [], outgoing: [] },
    line: { shown: [], outgoing: [] },
    attentive: true,
    echo: true,
    sentAt: null,
    answerAt: null,
  };
}

/** What the program does first: 8N1, FIFOs that interrupt at 8 characters, and the modem's lines up. */
export function boot({ uart }: Machine): void {
  writeRegister(uart, UART_LCR, UART_LCR_8N1);
  writeRegister(uart, UART_FCR, UART_FCR_ENABLE | (2 << UART_FCR_TRIGGER_SHIFT));
  writeRegister(uart, UART_MCR, UART_MCR_DTR | UART_MCR_RTS | UART_MCR_OUT2);
  writeRegister(uart, UART_IER, UART_IER_RDI | UART_IER_RLSI | UART_IER_MSI);
}

/** The device's state was replaced under us: what we knew of its near future is void. */
export function resume(m: Machine): void {
  m.sentAt = null;
  m.answerAt = null;
}

// ---- The program ----

export function typeIntoProgram(m: Machine, text: string): void {
  m.program.outgoing.push(...new TextEncoder().encode(text));
}

/** Asks to be told when THR is empty, as long as there is something to send. */
function wake({ uart, program }: Machine): void {
  const wanted = program.outgoing.length > 0 ? uart.ier | UART_IER_THRI : uart.ier & ~UART_IER_THRI;
  if (wanted !== uart.ier) {
    writeRegister(uart, UART_IER, wanted);
  }
}

function fill(m: Machine): void {
  const room = m.uart.fcr & UART_FCR_ENABLE ? m.uart.xmit_fifo.data.length : 1;
  for (const character of m.program.outgoing.splice(0, room)) {
    writeRegister(m.uart, UART_THR, character);
  }
}

function drain({ uart, program }: Machine): void {
  for (let n = 0; n < SERVICE_LIMIT && readRegister(uart, UART_LSR) & UART_LSR_DR; n++) {
    show(program, readRegister(uart, UART_RBR));
  }
}

function serveInterrupts(m: Machine): void {
  for (let n = 0; n < SERVICE_LIMIT; n++) {
    const id = readRegister(m.uart, UART_IIR) & UART_IIR_ID;
    if (id === UART_IIR_NO_INT) return;
    if (id === UART_IIR_RDI || id === UART_IIR_CTI) drain(m);
    else if (id === UART_IIR_THRI) fill(m);
    else {
      // Modem or line status: reading takes note.
      readRegister(m.uart, UART_MSR);
      readRegister(m.uart, UART_LSR);
    }
  }
}

// ---- The line ----

export function typeOnLine(m: Machine, text: string): void {
  m.line.outgoing.push(...new TextEncoder().encode(text));
}

function show(side: Side, character: number): void {
  side.shown.push(character);
  side.shown.splice(0, side.shown.length - CONSOLE_LENGTH);
}

/** One character has left the shift register. */
function carry(m: Machine): void {
  const character = transmit(m.uart);
  if (character >= 0) {
    show(m.line, character);
    if (m.echo) m.line.outgoing.push(character);
  }
}

/** The back end takes as much as it has room for. */
function handOver(m: Machine): void {
  while (m.line.outgoing.length > 0 && feed(m.uart, m.line.outgoing[0]!)) {
    m.line.outgoing.shift();
  }
}

// ---- Time ----

/** So many nanoseconds of the device's time go by, from one event to the next. */
export function run(m: Machine, ns: bigint): void {
  const { uart } = m;
  const end = uart.now_ns + ns;
  while (uart.now_ns < end) {
    wake(m);
    handOver(m);
    plan(m);
    // tick knows the UART's own timers; it must stop where the world does something to them.
    const events = [m.sentAt, m.answerAt, nextTimer(uart)].filter((at) => at !== null);
    const next = events.reduce((first, at) => (at < first ? at : first), end);
    tick(uart, next > uart.now_ns ? next - uart.now_ns : 0n);
    if (m.sentAt !== null && m.sentAt <= uart.now_ns) {
      m.sentAt = null;
      carry(m);
    }
    if (m.answerAt !== null && m.answerAt <= uart.now_ns) {
      m.answerAt = null;
      serveInterrupts(m);
    }
  }
}

/** When the character being shifted out has left, and when an interrupt is answered. */
function plan(m: Machine): void {
  const { char_time_ns, has_tsr, int_pending, now_ns } = m.uart;
  const latency = LATENCY_CHARACTERS * char_time_ns || LATENCY_LEAST;
  m.sentAt = has_tsr && char_time_ns > 0n ? (m.sentAt ?? now_ns + char_time_ns) : null;
  m.answerAt = int_pending && m.attentive ? (m.answerAt ?? now_ns + latency) : null;
}

function nextTimer(uart: SerialState): bigint | null {
  const timers = [uart.fifo_timeout_expire];
  if (uart.incoming_count > 0 && uart.char_time_ns > 0n) timers.push(uart.receive_expire);
  const running = timers.filter((at) => at !== SERIAL_TIMER_OFF);
  return running.length > 0 ? running.reduce((a, b) => (a < b ? a : b)) : null;
}
