// The UART in C, in a page: it runs, its registers are live, its state is saved while it runs and restored.
//
// In:   index.html, uart.wasm. Out: the struct as C has it, in every frame; an image when somebody saves.
// Rule: nothing is copied to show the registers; what is saved is bytes, and C goes on from them as from its own.
import {
  decodeSerialState,
  saveOwnSerialState,
  type SerialStateView,
  sizeofSerialState,
  UART_FCR,
  UART_FCR_ENABLE,
  UART_IER,
  UART_IER_RDI,
  UART_IIR,
  UART_IIR_ID,
  UART_IIR_NO_INT,
  UART_LSR,
  UART_LSR_DR,
  UART_RBR,
  UART_SCR,
  viewSerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { putBack, takeSnapshot } from './snapshot.ts';
import { startUart } from './uart-wasm.ts';

const LINE = 'The quick brown fox jumps over the lazy dog. ';
const REGISTERS = ['ier', 'iir', 'fcr', 'lcr', 'mcr', 'lsr', 'msr', 'scr'] as const;
/** Milliseconds between two characters on the line, and how often the program looks at its interrupt. */
const CHARACTER_MS = 60;
const PROGRAM_MS = 450;

const c = await startUart(await (await fetch('uart.wasm')).arrayBuffer());
const uart = viewSerialState(c.memory, c.uart_new());
/** What is not C's: the line and the program. */
const outside = { received: 0, text: '' };
let saved: { readonly image: Uint8Array; readonly outside: string } | null = null;
let isRunning = true;

// ---- what happens outside of the device ------------------------------------------------------------------------

function receive(): void {
  c.uart_receive(LINE.charCodeAt(outside.received++ % LINE.length));
}

/** A driver: counts in the scratch register, and reads when the chip says that there is something. */
function program(): void {
  c.uart_write(UART_SCR, (c.uart_read(UART_SCR) + 1) & 0xff);
  if ((c.uart_read(UART_IIR) & UART_IIR_ID) === UART_IIR_NO_INT) return;
  while (c.uart_read(UART_LSR) & UART_LSR_DR) outside.text += String.fromCharCode(c.uart_read(UART_RBR));
}

c.uart_write(UART_FCR, UART_FCR_ENABLE);
c.uart_write(UART_IER, UART_IER_RDI);
setInterval(() => isRunning && receive(), CHARACTER_MS);
setInterval(() => isRunning && program(), PROGRAM_MS);

// ---- save, restore, grow ---------------------------------------------------------------------------------------

function save(): void {
  saved = { image: saveOwnSerialState(takeSnapshot(uart, c.memory)), outside: JSON.stringify(outside) };
}

function restore(): void {
  if (saved === null) return;
  // C computes them again from what is saved: until then they stay as they are.
  const derived = { int_pending: uart.int_pending, char_time_ns: uart.char_time_ns };
  putBack(decodeSerialState(saved.image, { SerialState: () => derived }), uart);
  c.uart_update_irq();
  Object.assign(outside, JSON.parse(saved.outside));
}

// ---- the page --------------------------------------------------------------------------------------------------

const find = <E extends Element>(selector: string): E => document.querySelector<E>(selector)!;
const output = (name: string): HTMLOutputElement => find(`output[name=${name}]`);
const button = (name: string): HTMLButtonElement => find(`button[name=${name}]`);

const rows = REGISTERS.map((name) => {
  const row = find<HTMLTableSectionElement>('#registers').insertRow();
  row.append(Object.assign(document.createElement('th'), { textContent: name.toUpperCase() }));
  const bits = Array.from({ length: 8 }, () => document.createElement('i'));
  row.insertCell().append(...bits);
  return { name, bits, hex: row.insertCell() };
});
const slots = Array.from({ length: uart.recv_fifo.data.length }, () => document.createElement('span'));
find('#fifo').append(...slots);

function showRegisters(view: SerialStateView): void {
  for (const { name, bits, hex } of rows) {
    const value = view[name];
    hex.textContent = value.toString(16).padStart(2, '0');
    for (const [index, bit] of bits.entries()) {
      const isSet = ((value >> (7 - index)) & 1) === 1;
      bit.textContent = isSet ? '1' : '0';
      bit.className = isSet ? 'set' : '';
    }
  }
}

function showFifo({ recv_fifo: { count, head, data } }: SerialStateView): void {
  for (const [index, slot] of slots.entries()) {
    const isFull = (index - head + slots.length) % slots.length < count;
    slot.textContent = isFull ? String.fromCharCode(data[index] ?? 0) : '';
    slot.className = isFull ? 'full' : '';
  }
}

function show(): void {
  showRegisters(uart);
  showFifo(uart);
  output('text').value = outside.text.slice(-400);
  output('received').value = String(outside.received);
  output('memory').value = `${c.memory.buffer.byteLength / 1024} KiB`;
  output('saved').value = saved === null ? 'none' : `${saved.image.length} bytes`;
  button('restore').disabled = saved === null;
  requestAnimationFrame(show);
}

button('run').onclick = () => {
  isRunning = !isRunning;
  button('run').ariaPressed = String(isRunning);
  button('run').textContent = isRunning ? 'Running' : 'Paused';
};
button('save').onclick = save;
button('restore').onclick = restore;
button('grow').onclick = () => c.memory.grow(1);
output('struct').value = `${sizeofSerialState} bytes`;
show();
