// The library: a UART, and everything one can do with its state.
//
// In:   nothing. Out: the public names, and no others.
// Rule: the types are the header's own; nobody has written them down a second time.
export {
  createUart,
  feed,
  fifoContents,
  interrupts,
  readRegister,
  receive,
  reset,
  setLines,
  tick,
  transmit,
  uartHooks,
  updateIrq,
  writeRegister,
  type Interrupt,
} from './uart.ts';
export {
  loadSerialState,
  saveSerialState,
  SerialStateInfo,
  SerialTrigger,
  UART_FCR,
  UART_FCR_ENABLE,
  UART_IER,
  UART_IER_RDI,
  UART_LSR,
  UART_LSR_DR,
  UART_RBR,
  visitSerialState,
  type SerialFIFO,
  type SerialState,
  type SerialStateHooks,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
