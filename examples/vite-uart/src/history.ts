// The UART's past: an image of its state for each moment in which something happened.
//
// In:   a SerialState, once per frame. Out: moments, the oldest first; any of them can be loaded again.
// Rule: an image is a few hundred bytes and takes microseconds to make, so nothing cleverer is needed. Whoever goes
//       back and changes something drops the future that was.
import {
  loadSerialState,
  saveOwnSerialState,
  saveSerialState,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { uartHooks } from 'uart-model/source';

/** Moments kept; older ones go. */
const LENGTH = 480;

export interface Moment {
  readonly image: Uint8Array;
  /** Device time, in nanoseconds. */
  readonly now: bigint;
  /** How many bytes of the image differ from those of the moment before. */
  readonly changes: number;
}

export interface History {
  readonly moments: Moment[];
  /** Which of them is now. */
  position: number;
}

export function createHistory(): History {
  return { moments: [], position: -1 };
}

/** Adds a moment, unless nothing has happened but that time went by. */
export function record(history: History, uart: SerialState): void {
  const { moments } = history;
  const last = moments[history.position];
  if (last && countChanges(saveSerialState({ ...uart, now_ns: last.now }), last.image) === 0) return;
  const image = saveOwnSerialState(uart);
  moments.length = history.position + 1;
  moments.push({ image, now: uart.now_ns, changes: last ? countChanges(image, last.image) : 0 });
  moments.splice(0, moments.length - LENGTH);
  history.position = moments.length - 1;
}

export function goTo(history: History, position: number, uart: SerialState): void {
  history.position = position;
  loadSerialState(history.moments[position]!.image, uart, uartHooks);
}

function countChanges(a: Uint8Array, b: Uint8Array): number {
  let changes = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) changes++;
  }
  return changes;
}
