// A UART written in C, watched and changed from TypeScript while it runs: node dist/main.js
//
// In:   uart.wasm, and the header that it was compiled with.
// Out:  what C did to the state and what TypeScript did, as each saw it.
// Rule: nothing is copied to watch; `uart` below is the C struct itself.
import { readFile } from 'node:fs/promises';

import { toJson } from '@qidl/runtime';
import {
  saveSerialState,
  sizeofSerialState,
  UART_FCR,
  UART_FCR_ENABLE,
  UART_IER,
  UART_IER_RDI,
  UART_IIR,
  UART_IIR_ID,
  UART_IIR_RDI,
  UART_LSR,
  UART_LSR_DR,
  UART_RBR,
  UART_SCR,
  viewSerialState,
  visitSerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { putBack, takeSnapshot } from './snapshot.ts';
import { startUart } from './uart-wasm.ts';

const c = await startUart(await readFile(new URL('../uart.wasm', import.meta.url)));
const address = c.uart_new();
const uart = viewSerialState(c.memory, address);

const hex = (value: number): string => value.toString(16).padStart(2, '0');
const registers = (): string =>
  `IER ${hex(uart.ier)}  IIR ${hex(uart.iir)}  LSR ${hex(uart.lsr)}  SCR ${hex(uart.scr)}` +
  `  received ${uart.recv_fifo.count}  INT ${uart.int_pending ? 'raised' : 'quiet'}`;
const say = (what: string, result: string): void => console.log(`${what.padEnd(34)} ${result}`);

/** What a program on the C side's bus would do. */
function readAll(): string {
  let text = '';
  while (c.uart_read(UART_LSR) & UART_LSR_DR) {
    text += String.fromCharCode(c.uart_read(UART_RBR));
  }
  return text;
}

say(`C made ${uart.name} at 0x${address.toString(16)}`, `${sizeofSerialState} bytes`);
say('fresh', registers());

// C changes its state, TypeScript sees it.
c.uart_write(UART_FCR, UART_FCR_ENABLE);
for (const character of new TextEncoder().encode('hello')) c.uart_receive(character);
say('C received "hello"', registers());

// TypeScript changes the state, C obeys.
uart.ier = UART_IER_RDI;
c.uart_update_irq();
say('the view set IER', registers());
const interrupt = c.uart_read(UART_IIR) & UART_IIR_ID;
say('C reads IIR', interrupt === UART_IIR_RDI ? 'data available' : `code ${hex(interrupt)}`);
uart.recv_fifo.data[uart.recv_fifo.head] = 'j'.charCodeAt(0);
uart.scr = 0x5a;
say('the view wrote a character and SCR', `C reads SCR ${hex(c.uart_read(UART_SCR))}`);

// A snapshot outlives what happens next, a growth of the memory included.
const snapshot = takeSnapshot(uart, c.memory);
const image = saveSerialState(snapshot);
say('snapshot', `image ${image.length} bytes, JSON ${toJson(visitSerialState, snapshot).length} characters`);
say('C reads', JSON.stringify(readAll()));
say('then', registers());

const before = c.memory.buffer.byteLength;
c.memory.grow(1);
say('memory grew', `${before} to ${c.memory.buffer.byteLength} bytes`);
c.uart_write(UART_SCR, 0xa5);
c.uart_write(UART_IER, 0);
say('the same view', registers());

putBack(snapshot, uart);
c.uart_update_irq();
say('snapshot put back', registers());
say('C reads', JSON.stringify(readAll()));
