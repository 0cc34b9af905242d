// A UART in a file: JSON for people, an image for everything else. The name's ending says which.
//
// In:   a SerialState and a path. Out: a file that is either the old one or the new one, never half of it; and back.
// Rule: what cannot be loaded is a StateError that names the field; the caller has lost nothing.
import { fromJson, toObject } from '@qidl/runtime';
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { createUart, uartHooks } from 'uart-model/source';
import {
  loadSerialState,
  saveSerialState,
  visitSerialState,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';

const isJson = (path: string): boolean => path.endsWith('.json');

export async function writeState(path: string, uart: SerialState): Promise<number> {
  const bytes = isJson(path)
    ? new TextEncoder().encode(`${JSON.stringify(toObject(visitSerialState, uart), null, 2)}\n`)
    : saveSerialState(uart);
  await replaceFile(path, bytes);
  return bytes.length;
}

export async function readState(path: string): Promise<SerialState> {
  const bytes = await readFile(path);
  // What the state does not hold (the clock, the modem's lines), a new device brings.
  const uart = createUart();
  if (isJson(path)) {
    return fromJson(visitSerialState, bytes.toString(), uart, uartHooks);
  }
  return loadSerialState(bytes, uart, uartHooks);
}

/** Writes beside the file, then renames: whatever happens in between, a reader sees a whole file. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
