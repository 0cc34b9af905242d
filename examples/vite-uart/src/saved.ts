// One saved state, in both of its forms.
//
// In:   a SerialState. Out: its image and its JSON text; from either of them, the SerialState again.
// Rule: what cannot be loaded throws, with the path of the field, and changes nothing.
import { clone, fromJson, toObject } from '@qidl/runtime';
import {
  loadSerialState,
  saveOwnSerialState,
  visitSerialState,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { uartHooks } from 'uart-model/source';

export interface Saved {
  readonly image: Uint8Array;
  readonly json: string;
  /** A second device in that state: what the live one is compared with. */
  readonly twin: SerialState;
  /** Device time, in nanoseconds. */
  readonly now: bigint;
}

export function save(uart: SerialState): Saved {
  return {
    image: saveOwnSerialState(uart),
    json: JSON.stringify(toObject(visitSerialState, uart), null, 2),
    twin: clone(visitSerialState, uart, uartHooks),
    now: uart.now_ns,
  };
}

export function restoreImage(saved: Saved, uart: SerialState): void {
  loadSerialState(saved.image, uart, uartHooks);
}

export function restoreJson(json: string, uart: SerialState): void {
  fromJson(visitSerialState, json, uart, uartHooks);
}
