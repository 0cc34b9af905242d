// A 16550A UART in TypeScript: functions over the SerialState of serial.qidl.h, and no state beside it.
//
// In:   register accesses, characters from and to the line, time.
// Out:  register values, characters sent, a changed SerialState.
// Rule: the public 16550A data sheet; function by function what examples/wasm-device/uart.c does. The field names,
//       the constants and what is saved are the header's.
import {
  SERIAL_CLOCK_HZ,
  SERIAL_DIVIDER_DEFAULT,
  SERIAL_INCOMING_LENGTH,
  SERIAL_NS_PER_SECOND,
  SERIAL_TIMER_OFF,
  SerialTrigger,
  UART_DLL,
  UART_DLM,
  UART_FCR,
  UART_FCR_CLEAR_RECV,
  UART_FCR_CLEAR_XMIT,
  UART_FCR_DMA,
  UART_FCR_ENABLE,
  UART_FCR_TRIGGER,
  UART_FCR_TRIGGER_SHIFT,
  UART_IER,
  UART_IER_MASK,
  UART_IER_MSI,
  UART_IER_RDI,
  UART_IER_RLSI,
  UART_IER_THRI,
  UART_IIR,
  UART_IIR_CTI,
  UART_IIR_FIFO,
  UART_IIR_ID,
  UART_IIR_MSI,
  UART_IIR_NO_INT,
  UART_IIR_RDI,
  UART_IIR_RLSI,
  UART_IIR_THRI,
  UART_LCR,
  UART_LCR_DLAB,
  UART_LCR_PARITY,
  UART_LCR_STOP,
  UART_LCR_WORD,
  UART_LSR,
  UART_LSR_CHAR_ERRORS,
  UART_LSR_DR,
  UART_LSR_ERRORS,
  UART_LSR_FIFO_ERROR,
  UART_LSR_IDLE,
  UART_LSR_OE,
  UART_LSR_TEMT,
  UART_LSR_THRE,
  UART_MCR,
  UART_MCR_DTR,
  UART_MCR_LOOP,
  UART_MCR_MASK,
  UART_MCR_OUT1,
  UART_MCR_OUT2,
  UART_MCR_RTS,
  UART_MSR,
  UART_MSR_CHANGES,
  UART_MSR_CTS,
  UART_MSR_DCD,
  UART_MSR_DSR,
  UART_MSR_LINES,
  UART_MSR_RI,
  UART_OVERSAMPLING,
  UART_RBR,
  UART_SCR,
  UART_THR,
  UART_TIMEOUT_CHARS,
  createSerialState,
  type SerialFIFO,
  type SerialState,
  type SerialStateHooks,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';

const triggers = [
  SerialTrigger.SERIAL_TRIGGER_1,
  SerialTrigger.SERIAL_TRIGGER_4,
  SerialTrigger.SERIAL_TRIGGER_8,
  SerialTrigger.SERIAL_TRIGGER_14,
] as const;

// ---- FIFOs ----

function clearFifo(fifo: SerialFIFO): void {
  fifo.data.fill(0);
  fifo.head = 0;
  fifo.count = 0;
}

/** The caller has checked that there is room. Returns the slot. */
function push(fifo: SerialFIFO, character: number): number {
  const slot = (fifo.head + fifo.count) % fifo.data.length;
  fifo.data[slot] = character;
  fifo.count++;
  return slot;
}

/** Nothing from an empty FIFO is zero. */
function pop(fifo: SerialFIFO): number {
  if (fifo.count === 0) {
    return 0;
  }
  const slot = fifo.head % fifo.data.length;
  const character = fifo.data[slot]!;
  fifo.data[slot] = 0;
  fifo.head = (slot + 1) % fifo.data.length;
  fifo.count--;
  return character;
}

/** The characters in a FIFO, the next one first: for people to look at. */
export function fifoContents(fifo: SerialFIFO): number[] {
  return Array.from({ length: fifo.count }, (_, i) => fifo.data[(fifo.head + i) % fifo.data.length]!);
}

const fifosEnabled = (s: SerialState): boolean => (s.fcr & UART_FCR_ENABLE) !== 0;
const topSlot = (s: SerialState): number => s.recv_fifo.head % s.recv_errors.length;

// ---- What follows from other fields ----

/** One of the reasons to interrupt: what IIR calls it, which bit of IER lets it through, and whether it is raised. */
export interface Interrupt {
  readonly id: number;
  readonly enable: number;
  readonly raised: boolean;
}

/** All of them, the most urgent first. */
export function interrupts(s: SerialState): Interrupt[] {
  const data = fifosEnabled(s) ? s.recv_fifo.count >= s.recv_fifo.trigger : (s.lsr & UART_LSR_DR) !== 0;
  return [
    { id: UART_IIR_RLSI, enable: UART_IER_RLSI, raised: (s.lsr & UART_LSR_ERRORS) !== 0 },
    { id: UART_IIR_RDI, enable: UART_IER_RDI, raised: data },
    { id: UART_IIR_CTI, enable: UART_IER_RDI, raised: s.timeout_ipending },
    { id: UART_IIR_THRI, enable: UART_IER_THRI, raised: s.thr_ipending },
    { id: UART_IIR_MSI, enable: UART_IER_MSI, raised: (s.msr & UART_MSR_CHANGES) !== 0 },
  ];
}

/** IIR's code of the most urgent interrupt that is both enabled and raised. */
function interruptId(s: SerialState): number {
  return interrupts(s).find(({ enable, raised }) => raised && s.ier & enable)?.id ?? UART_IIR_NO_INT;
}

/** Nanoseconds per character. In half bits, since 5 data bits go with one and a half stop bits. */
function charTime(s: SerialState): bigint {
  let halfBits = 2 * (1 + 5 + (s.lcr & UART_LCR_WORD)) + (s.lcr & UART_LCR_PARITY ? 2 : 0) + 2;
  if (s.lcr & UART_LCR_STOP) {
    halfBits += s.lcr & UART_LCR_WORD ? 2 : 1;
  }
  const clocks = BigInt(((halfBits * UART_OVERSAMPLING) / 2) * s.divider);
  const ns = (clocks * SERIAL_NS_PER_SECOND) / BigInt(s.clock_hz || SERIAL_CLOCK_HZ);
  return s.divider !== 0 && ns < s.char_time_limit_ns ? s.char_time_limit_ns : ns;
}

/** IIR and the interrupt pin. */
export function updateIrq(s: SerialState): void {
  const id = interruptId(s);
  s.iir = id | (fifosEnabled(s) ? UART_IIR_FIFO : 0);
  s.int_pending = id !== UART_IIR_NO_INT;
}

/** What load and decode ask for: the fields that the header calls derived. Leave one out, and it does not compile. */
export const uartHooks: SerialStateHooks = {
  SerialState: (s) => ({ int_pending: interruptId(s) !== UART_IIR_NO_INT, char_time_ns: charTime(s) }),
};

/** MSR's high half comes from the modem, or in loopback from MCR; its low half notes the changes. */
function updateModemStatus(s: SerialState): void {
  let lines = s.modem_lines;
  if (s.mcr & UART_MCR_LOOP) {
    lines =
      (s.mcr & UART_MCR_RTS ? UART_MSR_CTS : 0) |
      (s.mcr & UART_MCR_DTR ? UART_MSR_DSR : 0) |
      (s.mcr & UART_MCR_OUT1 ? UART_MSR_RI : 0) |
      (s.mcr & UART_MCR_OUT2 ? UART_MSR_DCD : 0);
  }
  let changed = (s.msr ^ lines) & UART_MSR_LINES;
  // A ring is noted when it ends.
  if (lines & UART_MSR_RI) {
    changed &= ~UART_MSR_RI;
  }
  s.msr = lines | (s.msr & UART_MSR_CHANGES) | (changed >> 4);
}

// ---- Receiver ----

function restartFifoTimeout(s: SerialState): void {
  const waiting = fifosEnabled(s) && s.recv_fifo.count > 0 && s.char_time_ns > 0n;
  s.fifo_timeout_expire = waiting ? s.now_ns + BigInt(UART_TIMEOUT_CHARS) * s.char_time_ns : SERIAL_TIMER_OFF;
}

function clearReceiver(s: SerialState): void {
  clearFifo(s.recv_fifo);
  s.recv_errors.fill(0);
  s.rbr = 0;
  s.lsr &= ~(UART_LSR_DR | UART_LSR_FIFO_ERROR);
  s.timeout_ipending = false;
  s.fifo_timeout_expire = SERIAL_TIMER_OFF;
}

/** A character has arrived whole; it is stored as it is, whatever the word length. */
function arrive(s: SerialState, character: number, errors: number): void {
  const full = s.recv_fifo.count >= s.recv_fifo.data.length;
  if (fifosEnabled(s) ? full : s.lsr & UART_LSR_DR) {
    s.lsr |= UART_LSR_OE;
    s.overrun_count++;
  }
  if (!fifosEnabled(s)) {
    // The new character overwrites the one that nobody has read.
    s.rbr = character;
    s.lsr |= UART_LSR_DR | errors;
    return;
  }
  // A full FIFO keeps what it has; the new character is lost.
  if (!full) {
    s.recv_errors[push(s.recv_fifo, character)] = errors;
    s.lsr |= UART_LSR_DR | (errors ? UART_LSR_FIFO_ERROR : 0);
    // Errors show when their character comes to the top: at once if it is alone.
    if (s.recv_fifo.count === 1) {
      s.lsr |= errors;
    }
  }
  restartFifoTimeout(s);
}

function readRbr(s: SerialState): number {
  if (!fifosEnabled(s)) {
    s.lsr &= ~UART_LSR_DR;
    return s.rbr;
  }
  let character = 0;
  if (s.recv_fifo.count > 0) {
    s.recv_errors[topSlot(s)] = 0;
    character = pop(s.recv_fifo);
    if (s.recv_fifo.count > 0) {
      s.lsr |= s.recv_errors[topSlot(s)]!;
    } else {
      s.lsr &= ~UART_LSR_DR;
    }
  }
  s.timeout_ipending = false;
  restartFifoTimeout(s);
  return character;
}

/** Reading LSR clears the errors it shows; bit 7 stays while characters further down have some. */
function readLsr(s: SerialState): number {
  const value = s.lsr;
  s.recv_errors[topSlot(s)] = 0;
  s.lsr &= ~(UART_LSR_ERRORS | UART_LSR_FIFO_ERROR);
  s.lsr |= s.recv_errors.some((errors) => errors !== 0) ? UART_LSR_FIFO_ERROR : 0;
  return value;
}

// ---- Transmitter ----

function setThrEmpty(s: SerialState): void {
  s.lsr |= UART_LSR_THRE;
  s.thr_ipending = true;
}

/** Moves the next character into the shift register, if that is free. */
function loadShiftRegister(s: SerialState): void {
  if (s.has_tsr || s.lsr & UART_LSR_THRE) {
    return;
  }
  if (fifosEnabled(s)) {
    s.tsr = pop(s.xmit_fifo);
  } else {
    s.tsr = s.thr;
    s.thr = 0;
  }
  s.has_tsr = true;
  if (s.xmit_fifo.count === 0) {
    setThrEmpty(s);
  }
}

function writeThr(s: SerialState, character: number): void {
  if (!fifosEnabled(s)) {
    s.thr = character;
  } else if (s.xmit_fifo.count < s.xmit_fifo.data.length) {
    push(s.xmit_fifo, character);
  }
  s.lsr &= ~UART_LSR_IDLE;
  s.thr_ipending = false;
  loadShiftRegister(s);
}

/** The shift register is not touched: the character in it is already on the line. */
function clearTransmitter(s: SerialState): void {
  clearFifo(s.xmit_fifo);
  s.thr = 0;
  if (!(s.lsr & UART_LSR_THRE)) {
    setThrEmpty(s);
  }
}

// ---- Registers ----

function writeFcr(s: SerialState, value: number): void {
  const enable = (value & UART_FCR_ENABLE) !== 0;
  const switched = enable !== fifosEnabled(s);
  if (switched || (enable && value & UART_FCR_CLEAR_RECV)) {
    clearReceiver(s);
  }
  if (switched || (enable && value & UART_FCR_CLEAR_XMIT)) {
    clearTransmitter(s);
  }
  // Without bit 0 the other bits are not taken.
  s.fcr = enable ? value & (UART_FCR_ENABLE | UART_FCR_DMA | UART_FCR_TRIGGER) : 0;
  s.recv_fifo.trigger = triggers[s.fcr >> UART_FCR_TRIGGER_SHIFT]!;
}

function writeIer(s: SerialState, value: number): void {
  // Enabling the interrupt while THR is empty raises it: drivers start sending that way.
  if (value & ~s.ier & UART_IER_THRI && s.lsr & UART_LSR_THRE) {
    s.thr_ipending = true;
  }
  s.ier = value & UART_IER_MASK;
}

function writeDivider(s: SerialState, divider: number): void {
  s.divider = divider;
  s.char_time_ns = charTime(s);
}

export function writeRegister(s: SerialState, offset: number, value: number): void {
  if (s.lcr & UART_LCR_DLAB && offset === UART_DLL) {
    writeDivider(s, (s.divider & 0xff00) | value);
  } else if (s.lcr & UART_LCR_DLAB && offset === UART_DLM) {
    writeDivider(s, (s.divider & 0x00ff) | (value << 8));
  } else if (offset === UART_THR) {
    writeThr(s, value);
  } else if (offset === UART_IER) {
    writeIer(s, value);
  } else if (offset === UART_FCR) {
    writeFcr(s, value);
  } else if (offset === UART_LCR) {
    s.lcr = value;
    s.char_time_ns = charTime(s);
  } else if (offset === UART_MCR) {
    s.mcr = value & UART_MCR_MASK;
    updateModemStatus(s);
  } else if (offset === UART_SCR) {
    s.scr = value;
  }
  // LSR and MSR are the chip's to write.
  updateIrq(s);
}

/** Reading changes the chip: it takes a character, acknowledges an interrupt. To look only, look at the fields. */
export function readRegister(s: SerialState, offset: number): number {
  let value = 0;
  if (s.lcr & UART_LCR_DLAB && offset === UART_DLL) {
    value = s.divider & 0xff;
  } else if (s.lcr & UART_LCR_DLAB && offset === UART_DLM) {
    value = s.divider >> 8;
  } else if (offset === UART_RBR) {
    value = readRbr(s);
  } else if (offset === UART_IER) {
    value = s.ier;
  } else if (offset === UART_IIR) {
    value = s.iir;
    if ((value & UART_IIR_ID) === UART_IIR_THRI) {
      s.thr_ipending = false;
    }
  } else if (offset === UART_LCR) {
    value = s.lcr;
  } else if (offset === UART_MCR) {
    value = s.mcr;
  } else if (offset === UART_LSR) {
    value = readLsr(s);
  } else if (offset === UART_MSR) {
    value = s.msr;
    s.msr &= UART_MSR_LINES;
  } else if (offset === UART_SCR) {
    value = s.scr;
  }
  updateIrq(s);
  return value;
}

// ---- The line ----

/** A character arrives, with LSR's error bits. In loopback the line is cut off. */
export function receive(s: SerialState, character: number, errors = 0): void {
  if (!(s.mcr & UART_MCR_LOOP)) {
    arrive(s, character, errors & UART_LSR_CHAR_ERRORS);
  }
  updateIrq(s);
}

/** The back end hands over a character; tick brings it in when its time has come. False: no room. */
export function feed(s: SerialState, character: number): boolean {
  if (s.incoming_count >= SERIAL_INCOMING_LENGTH) {
    return false;
  }
  if (s.incoming_count === 0) {
    s.receive_expire = s.now_ns + s.char_time_ns;
  }
  s.incoming[s.incoming_count++] = character;
  return true;
}

/** The line takes the next character: it, or -1. In loopback everything goes round, and the line sees nothing. */
export function transmit(s: SerialState): number {
  let sent = -1;
  while (s.has_tsr && sent < 0) {
    const character = s.tsr;
    s.has_tsr = false;
    s.tsr = 0;
    loadShiftRegister(s);
    if (!s.has_tsr) {
      s.lsr |= UART_LSR_TEMT;
    }
    if (s.mcr & UART_MCR_LOOP) {
      arrive(s, character, 0);
    } else {
      sent = character;
    }
  }
  updateIrq(s);
  return sent;
}

/** The modem sets its lines: MSR's high half. */
export function setLines(s: SerialState, lines: number): void {
  s.modem_lines = lines & UART_MSR_LINES;
  updateModemStatus(s);
  updateIrq(s);
}

// ---- Time and life ----

function nextIncoming(s: SerialState): number {
  const character = s.incoming[0]!;
  s.incoming.copyWithin(0, 1, s.incoming_count);
  s.incoming[--s.incoming_count] = 0;
  return character;
}

/** So many nanoseconds go by: what falls due in them happens, in its order. */
export function tick(s: SerialState, ns: bigint): void {
  const end = s.now_ns + ns;
  for (;;) {
    const arrives = s.incoming_count > 0 && s.char_time_ns > 0n && s.receive_expire <= end;
    const timesOut = s.fifo_timeout_expire !== SERIAL_TIMER_OFF && s.fifo_timeout_expire <= end;
    if (timesOut && !(arrives && s.receive_expire < s.fifo_timeout_expire)) {
      s.fifo_timeout_expire = SERIAL_TIMER_OFF;
      s.timeout_ipending = true;
    } else if (arrives) {
      // Due long ago, if the line stood still in between.
      if (s.receive_expire > s.now_ns) {
        s.now_ns = s.receive_expire;
      }
      const character = nextIncoming(s);
      s.receive_expire = s.incoming_count > 0 ? s.now_ns + s.char_time_ns : SERIAL_TIMER_OFF;
      receive(s, character);
    } else {
      break;
    }
  }
  s.now_ns = end;
  updateIrq(s);
}

/** The chip's reset pin. Divider, SCR, the clock and what is on the line stay as they are. */
export function reset(s: SerialState): void {
  s.ier = 0;
  s.fcr = 0;
  s.lcr = 0;
  s.mcr = 0;
  s.lsr = UART_LSR_IDLE;
  s.thr = 0;
  s.has_tsr = false;
  s.tsr = 0;
  clearReceiver(s);
  clearFifo(s.xmit_fifo);
  s.recv_fifo.trigger = SerialTrigger.SERIAL_TRIGGER_1;
  s.thr_ipending = false;
  s.msr = s.modem_lines;
  s.char_time_ns = charTime(s);
  updateIrq(s);
}

/** A device fresh from the factory, with a modem at the other end: the header's defaults, and a reset. */
export function createUart(name = 'serial0', label: string | null = null): SerialState {
  const s = createSerialState({
    name,
    label,
    clock_hz: SERIAL_CLOCK_HZ,
    divider: SERIAL_DIVIDER_DEFAULT,
    modem_lines: UART_MSR_CTS | UART_MSR_DSR | UART_MSR_DCD,
  });
  reset(s);
  return s;
}
