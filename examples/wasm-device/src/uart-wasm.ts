// uart.c as TypeScript sees it. In: uart.wasm. Out: its functions and its memory. Rule: uart.c says what each does; a
// module whose memory has another layout than the header is refused.

import { checkLayout } from './layout.ts';

export interface UartWasm {
  readonly memory: WebAssembly.Memory;
  /** Makes the device, and returns where its SerialState is. */
  uart_new(): number;
  uart_write(offset: number, value: number): void;
  uart_read(offset: number): number;
  uart_receive(character: number): void;
  /** The interrupt pin, and the other derived fields, after a write to the state. */
  uart_update_irq(): number;
}

/** `bytes`: of uart.wasm. */
export async function startUart(bytes: BufferSource): Promise<UartWasm> {
  const module = await WebAssembly.compile(bytes);
  checkLayout(module);
  const instance = await WebAssembly.instantiate(module);
  return instance.exports as unknown as UartWasm;
}
