// A project over files in memory. Rule: an edit compiles again exactly the headers that see it, whatever the way from
// them to the edited file; all others keep the very result they had.

import { beforeEach, describe, expect, test } from 'vitest';
import { createProject, type Project } from '../src/project.ts';
import type { CompileResult, Host } from '../src/options.ts';

const files = new Map<string, string>();
let reads = 0;
const host: Host = {
  read(path) {
    reads++;
    const text = files.get(path);
    return text === undefined ? 'missing' : new TextEncoder().encode(text);
  },
  exists: (path) => files.has(path),
  realpath: (path) => path,
};

const HEADERS = ['/p/uart.qidl.h', '/p/fifo.qidl.h', '/p/timer.qidl.h', '/p/lonely.qidl.h'];
let project: Project;
let before: ReadonlyMap<string, CompileResult>;

beforeEach(() => {
  files.clear();
  for (const [path, text] of [
    [
      '/p/uart.qidl.h',
      '#include "fifo.qidl.h"\n#include "regs.h"\nstruct Uart { struct Fifo fifo; int regs[REGS]; };\n',
    ],
    ['/p/fifo.qidl.h', '#include "deep/size.h"\nstruct Fifo { char data[SIZE]; };\n'],
    ['/p/timer.qidl.h', '#include "regs.h"\nstruct Timer { int regs[REGS]; };\n'],
    ['/p/lonely.qidl.h', '#if __has_include("extra.h")\n#include "extra.h"\n#endif\nstruct Lonely { int a; };\n'],
    ['/p/regs.h', '#define REGS 4\n'],
    ['/p/deep/size.h', '#define SIZE 16\n'],
  ] as const)
    files.set(path, text);
  project = createProject({ includeDirs: [] }, host);
  before = new Map(HEADERS.map((header) => [header, project.compile(header)]));
  for (const [header, { diagnostics }] of before) expect(diagnostics, header).toEqual([]);
});

/** The headers with another result than before. */
const compiledAgain = (): string[] =>
  HEADERS.filter((header) => project.compile(header) !== before.get(header)).map((header) => header.slice(3));

describe('an edit of', () => {
  test.for<[path: string, text: string, sees: string[]]>([
    ['/p/lonely.qidl.h', 'struct Lonely { int b; };\n', ['lonely.qidl.h']],
    ['/p/fifo.qidl.h', 'struct Fifo { char data[8]; };\n', ['uart.qidl.h', 'fifo.qidl.h']],
    ['/p/regs.h', '#define REGS 5\n', ['uart.qidl.h', 'timer.qidl.h']],
    ['/p/deep/size.h', '#define SIZE 8\n', ['uart.qidl.h', 'fifo.qidl.h']],
    ['/p/extra.h', '#define EXTRA 1\n', ['lonely.qidl.h']],
    ['/p/nobody.h', '#define NOBODY 1\n', []],
  ])('%s', ([path, text, sees]) => {
    files.set(path, text);
    expect(
      project
        .invalidate(path)
        .map((header) => header.slice(3))
        .sort(),
    ).toEqual([...sees].sort());
    expect(compiledAgain()).toEqual(sees);
  });

  test('several at once, which nobody told of', () => {
    files.set('/p/regs.h', '#define REGS 6\n');
    files.set('/p/lonely.qidl.h', 'struct Lonely { int c; };\n');
    project.refresh();
    expect(compiledAgain()).toEqual(['uart.qidl.h', 'timer.qidl.h', 'lonely.qidl.h']);
  });

  test('a file, when another was edited of which no watcher told', () => {
    files.set('/p/regs.h', '#define REGS 7\n');
    files.set('/p/fifo.qidl.h', 'struct Fifo { char data[9]; };\n');
    project.invalidate('/p/fifo.qidl.h');
    expect(compiledAgain()).toEqual(['uart.qidl.h', 'fifo.qidl.h', 'timer.qidl.h']);
  });

  test('a file that was read, until somebody is told', () => {
    files.set('/p/regs.h', '#define REGS 8\n');
    expect([project.isOutdated('/p/regs.h'), project.isOutdated('/p/fifo.qidl.h')]).toEqual([true, false]);
    project.invalidate('/p/regs.h');
    expect(project.isOutdated('/p/regs.h')).toBe(false);
  });

  test('a file that is saved with the text it had', () => {
    project.invalidate('/p/regs.h');
    expect(compiledAgain()).toEqual([]);
  });
});

test('an include that goes, and comes back', () => {
  const text = files.get('/p/regs.h')!;
  files.delete('/p/regs.h');
  expect(project.invalidate('/p/regs.h').length).toBe(2);
  const { diagnostics, missing } = project.compile('/p/timer.qidl.h');
  expect(diagnostics.map(({ code }) => code)).toContain('QIDL1040');
  expect(missing).toContain('/p/regs.h');
  files.set('/p/regs.h', text);
  expect(project.invalidate('/p/regs.h')).toContain('/p/timer.qidl.h');
  expect(project.compile('/p/timer.qidl.h').diagnostics).toEqual([]);
});

test('between two refreshes a file is read once, whoever includes it', () => {
  project.refresh();
  reads = 0;
  for (const header of [...HEADERS, ...HEADERS]) project.compile(header);
  expect(reads).toBeLessThanOrEqual(files.size + 1);
});

describe('a file behind a symbolic link', () => {
  /** `/p/now/regs.h` is `/p/<there>/regs.h`. */
  let there: string;
  const real = (path: string): string => path.replace('/now/', `/${there}/`);
  const linked: Host = {
    read: (path) => host.read(real(path)),
    exists: (path) => host.exists(real(path)),
    realpath: real,
  };
  let sizes: () => unknown[];

  beforeEach(() => {
    there = 'v1';
    files.set('/p/v1/regs.h', '#define REGS 4\n');
    files.set('/p/v2/regs.h', '#define REGS 5\n');
    project = createProject({ includeDirs: ['/p/now'] }, linked);
    files.set('/p/uart.qidl.h', '#include <regs.h>\nstruct Uart { int regs[REGS]; };\n');
    sizes = () => /sizeofUart = (\d+)/.exec(project.compile('/p/uart.qidl.h').code)!.slice(1);
    expect(sizes()).toEqual(['16']);
  });

  test('is known by its real path, too', () => {
    expect(project.realpath('/p/now/regs.h')).toBe('/p/v1/regs.h');
    files.set('/p/v1/regs.h', '#define REGS 6\n');
    expect(project.invalidate('/p/v1/regs.h')).toEqual(['/p/uart.qidl.h']);
    expect(sizes()).toEqual(['24']);
  });

  test('is another one when the link leads elsewhere', () => {
    there = 'v2';
    expect(project.invalidate('/p/now')).toEqual(['/p/uart.qidl.h']);
    expect(sizes()).toEqual(['20']);
  });

  test('is looked for again when any file has changed', () => {
    there = 'v2';
    expect(project.invalidate('/p/uart.qidl.h')).toEqual(['/p/uart.qidl.h']);
    expect(sizes()).toEqual(['20']);
  });
});
