// A program that uses the library as anybody would: its types and its code, no header, no plugin.
//
// In:   nothing. Out: what a UART did, saved and restored.
import { toJson } from '@qidl/runtime';
import {
  createUart,
  fifoContents,
  loadSerialState,
  readRegister,
  receive,
  saveSerialState,
  SerialStateInfo,
  UART_FCR,
  UART_FCR_ENABLE,
  UART_LSR,
  UART_LSR_DR,
  UART_RBR,
  uartHooks,
  visitSerialState,
  writeRegister,
  type SerialState,
} from 'uart-model';

function readAll(uart: SerialState): string {
  let text = '';
  while (readRegister(uart, UART_LSR) & UART_LSR_DR) {
    text += String.fromCharCode(readRegister(uart, UART_RBR));
  }
  return text;
}

const uart = createUart();
writeRegister(uart, UART_FCR, UART_FCR_ENABLE);
for (const character of new TextEncoder().encode('made in a header')) receive(uart, character);
console.log(`received: ${String.fromCharCode(...fifoContents(uart.recv_fifo))}`);

const image = saveSerialState(uart);
const saved = SerialStateInfo.fields.filter(({ role }) => role === 'saved').length;
console.log(`saved: ${saved} of ${SerialStateInfo.fields.length} fields, ${image.length} bytes`);

const before = toJson(visitSerialState, uart);
console.log(`read: ${readAll(uart)}`);
loadSerialState(image, uart, uartHooks);
console.log(`restored: ${toJson(visitSerialState, uart) === before ? 'as it was' : 'something else'}`);
console.log(`read again: ${readAll(uart)}`);
