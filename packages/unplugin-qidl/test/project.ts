// In: nothing. Out: a small bundled project in a folder of its own: a header, what it includes and imports, an entry.
// Rule: real paths, outside of the workspace; the runtime is linked in as an installer would.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const runtime = resolve(import.meta.dirname, '../../runtime');

export interface SmallProject {
  readonly root: string;
  path(file: string): string;
  read(file: string): string;
  has(file: string): boolean;
  write(file: string, text: string): void;
  /** As editors save: a new file takes the place of the old one. */
  replace(file: string, text: string): void;
  remove(file: string): void;
  /** Runs a bundle as a module of the project and returns its exports. */
  run(code: string): Promise<Record<string, unknown>>;
  dispose(): void;
}

/** Line 9 is the field's. */
export const header = (field = 'uint32_t control'): string => `#include <stdint.h>
#include "regs.h"
#include "fifo.qidl.h"

/* A device with a few registers. */
typedef struct Device {
    uint8_t regs[REG_COUNT];
    Fifo fifo;
    ${field}; /* written by the driver */
} Device;
`;

/** A type nobody knows, and a second mistake. */
export const brokenHeader: string = header('Contrl_t control; uint8_t *data');

export const include = (count: number): string => `#define REG_COUNT ${count}\n`;

export const fifo = (length: number): string => `#include <stdint.h>
typedef struct Fifo {
    uint8_t count;
    uint8_t data[${length}] q_size(count);
} Fifo;
`;

export const entry = `import { createDevice, saveDevice, sizeofDevice } from './device.qidl.h';
export const size = sizeofDevice;
export const fields = Object.keys(createDevice()).join();
export const image = Array.from(saveDevice(createDevice({ regs: new Uint8Array(createDevice().regs.length).fill(7) }))).join();
`;

export function createSmallProject(): SmallProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-')));
  let runs = 0;
  const path = (file: string): string => join(root, file);
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  write('node_modules/.keep', '');
  linkRuntime(root);
  write('package.json', '{ "type": "module" }');
  write('device.qidl.h', header());
  write('fifo.qidl.h', fifo(4));
  write('regs.h', include(4));
  write('main.js', entry);
  return {
    root,
    path,
    write,
    read: (file) => readFileSync(path(file), 'utf8'),
    has: (file) => existsSync(path(file)),
    replace(file, text) {
      write(`${file}.new`, text);
      renameSync(path(`${file}.new`), path(file));
    },
    remove: (file) => rmSync(path(file), { recursive: true, force: true }),
    async run(code) {
      const file = path(`node_modules/.run/${runs++}.mjs`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
      return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>;
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function linkRuntime(root: string): void {
  mkdirSync(join(root, 'node_modules/@qidl'), { recursive: true });
  symlinkSync(runtime, join(root, 'node_modules/@qidl/runtime'), 'junction');
}
