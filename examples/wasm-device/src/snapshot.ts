// From C's memory to a SerialState of our own, and back.
//
// In:   a live view. Out: an object that any visitor, image or other model of a UART takes; and the reverse.
// Rule: the view and the object have the same names. `label` alone is a pointer there and a text here: its bytes are
//       C's, so it is read but never written.
import {
  createSerialState,
  type SerialState,
  type SerialStateView,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';

type Struct = Record<string, unknown>;

/** Copies the fields that `names` has, nested structs and arrays in place. */
function copy(from: Struct, to: Struct, names: Struct): void {
  for (const name of Object.keys(names)) {
    const value = from[name];
    if (name === 'label') continue;
    if (ArrayBuffer.isView(value)) (to[name] as Uint8Array).set(value as Uint8Array);
    else if (typeof value === 'object') copy(value as Struct, to[name] as Struct, names[name] as Struct);
    else to[name] = value;
  }
}

function textAt(memory: WebAssembly.Memory, address: number): string {
  const bytes = new Uint8Array(memory.buffer, address);
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}

export function takeSnapshot(view: SerialStateView, memory: WebAssembly.Memory): SerialState {
  const state = createSerialState({ label: view.label === 0 ? null : textAt(memory, view.label) });
  copy(view as unknown as Struct, state as unknown as Struct, state as unknown as Struct);
  return state;
}

export function putBack(state: SerialState, view: SerialStateView): void {
  copy(state as unknown as Struct, view as unknown as Struct, state as unknown as Struct);
}
