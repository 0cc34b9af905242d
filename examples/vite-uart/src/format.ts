// Values as this page writes them. In: a value. Out: text. Rule: numbers of a chip are hexadecimal, times decimal.
import {
  UART_IIR_CTI,
  UART_IIR_ID,
  UART_IIR_MSI,
  UART_IIR_NO_INT,
  UART_IIR_RDI,
  UART_IIR_RLSI,
  UART_IIR_THRI,
  UART_LCR_EVEN,
  UART_LCR_PARITY,
  UART_LCR_STOP,
  UART_LCR_WORD,
  UART_OVERSAMPLING,
  SERIAL_CLOCK_HZ,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';

export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

const controls = new Map([
  [0, '\\0'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x20, '␣'],
]);

/** A character in one cell, as C or a terminal writes it: `\n`, `^C`. Bytes beyond ASCII are a part of one only. */
export function glyph(code: number): string {
  if (code > 0x7e) return '·';
  return controls.get(code) ?? (code < 0x20 ? `^${String.fromCodePoint(code + 0x40)}` : String.fromCodePoint(code));
}

/** Nanoseconds for people: `1.042 ms`. */
export function duration(ns: bigint): string {
  const us = Number(ns) / 1e3;
  if (Math.abs(us) < 1e3) return `${us.toFixed(0)} µs`;
  return Math.abs(us) < 1e6 ? `${(us / 1e3).toFixed(2)} ms` : `${(us / 1e6).toFixed(3)} s`;
}

export function size(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}

export function baud(s: SerialState): string {
  if (s.divider === 0) return 'the line stands still';
  return `${Math.round((s.clock_hz || SERIAL_CLOCK_HZ) / UART_OVERSAMPLING / s.divider)} baud`;
}

/** `8N1`. */
export function frameFormat({ lcr }: SerialState): string {
  const parity = lcr & UART_LCR_PARITY ? (lcr & UART_LCR_EVEN ? 'E' : 'O') : 'N';
  const word = 5 + (lcr & UART_LCR_WORD);
  const stop = lcr & UART_LCR_STOP ? (word === 5 ? '1.5' : '2') : '1';
  return `${word}${parity}${stop}`;
}

const interruptNames = new Map<number, string>([
  [UART_IIR_NO_INT, 'no interrupt'],
  [UART_IIR_RLSI, 'line status'],
  [UART_IIR_RDI, 'data available'],
  [UART_IIR_CTI, 'FIFO timeout'],
  [UART_IIR_THRI, 'THR empty'],
  [UART_IIR_MSI, 'modem status'],
]);

/** What IIR says. */
export function interruptName(iir: number): string {
  return interruptNames.get(iir & UART_IIR_ID) ?? `unknown code ${hex(iir & UART_IIR_ID, 1)}`;
}
