// Where the header puts things in memory: as this program's module has it, and as uart.wasm was compiled.
//
// In:   a compiled module. Out: nothing, or an Error.
// Rule: memory is never read with another layout than it was written with. `build-wasm.mjs` writes the header's layout
//       into the module that it makes; a header that moved a field since then needs a new module. The state goes over
//       by name: as an object of the old program, into the new one.
import {
  offsetsSerialFIFO,
  offsetsSerialState,
  sizeofSerialFIFO,
  sizeofSerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';

/** The custom section of uart.wasm. */
export const LAYOUT_SECTION = 'qidl.layout';

export const layout: string = JSON.stringify({
  SerialState: { size: sizeofSerialState, offsets: offsetsSerialState },
  SerialFIFO: { size: sizeofSerialFIFO, offsets: offsetsSerialFIFO },
});

export function checkLayout(module: WebAssembly.Module): void {
  const [section] = WebAssembly.Module.customSections(module, LAYOUT_SECTION);
  if (section !== undefined && new TextDecoder().decode(section) === layout) return;
  throw new Error('uart.wasm has another layout than the header: compile it again with node build-wasm.mjs');
}
