// In: words for `qidl` and a folder. Out: what it printed where, and its exit status.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const bin = resolve(import.meta.dirname, '../bin/qidl.js');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Folder {
  readonly root: string;
  qidl(...words: string[]): Ran;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Time of the last change, ns; undefined when there is no such file. */
  changed(file: string): bigint | undefined;
}

/** A new folder with these files, gone after the test. */
export function folderOf(files: Readonly<Record<string, string>>): Folder {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-cli-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return {
    root,
    write,
    read: (file) => readFileSync(join(root, file), 'utf8'),
    changed: (file) => statSync(join(root, file), { bigint: true, throwIfNoEntry: false })?.mtimeNs,
    qidl(...words) {
      const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], {
        cwd: root,
        encoding: 'utf8',
        env,
      });
      return { status, stdout, stderr };
    },
  };
}

export const fifo = `#include <stdint.h>
typedef struct Fifo {
    uint8_t count;
    uint8_t data[4] q_size(count);
} Fifo;
`;

export const uart = `#include "fifo.qidl.h"
#include "regs.h"
typedef struct Uart {
    uint8_t regs[REG_COUNT];
    Fifo rx;
} Uart;
`;

export const regs = '#define REG_COUNT 8\n';

/** Two errors. */
export const bad = `#include <stdint.h>
struct Bad {
    Foo x;
    uint8_t *p;
};
`;
