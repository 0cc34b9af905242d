// What C and C++ compilers see of qidl.h and qidl-2012.h: nothing.
//
// In:   shipped-headers/*.h, the project's real device header, and every spelling in every place, made from the table.
// Out:  gcc's and clang's verdict.
// Rule: no warning of -Wall -Wextra -pedantic (and some more) in any standard since C89 and C++98; no marker left
//       after preprocessing; with __QIDL__ defined, no macro defined. A compiler that is not here is a skipped test
//       that says so.
// MSVC itself is not asked. The headers are #define, #ifndef and one #pragma for gcc and clang, and clang takes
// them in MSVC's mode, in which it follows the one rule that differs: __VA_ARGS__ is handed on as one argument.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';
import { placements } from './shipped-headers/placements.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const includes = ['../include', 'shipped-headers', '../../../test-fixtures/headers/devices'].map((d) => `-I${path(d)}`);
const strict = ['-Wall', '-Wextra', '-pedantic', '-Wconversion', '-Wshadow', '-Wundef', '-Werror'];
const headers = ['every-marker.h', 'every-marker-2012.h', 'serial.qidl.h'];

interface Compiler {
  command: string;
  /** More than the command where one program plays several compilers. */
  flags: string[];
  language: 'c' | 'c++';
  standards: string[];
}

const c = ['c99', 'c11', 'c17'];
const cxx = ['c++11', 'c++17', 'c++20'];
const oldest = { c: 'c89', 'c++': 'c++98' } as const;
const msvc = ['--target=x86_64-pc-windows-msvc', '-fms-extensions', '-fms-compatibility', '-ffreestanding'];
const compilers: Compiler[] = [
  { command: 'gcc', flags: [], language: 'c', standards: c },
  { command: 'clang', flags: [], language: 'c', standards: c },
  { command: 'clang', flags: ['--target=wasm32', '-ffreestanding'], language: 'c', standards: c },
  { command: 'g++', flags: [], language: 'c++', standards: cxx },
  { command: 'clang++', flags: [], language: 'c++', standards: cxx },
  { command: 'clang', flags: msvc, language: 'c', standards: c },
  { command: 'clang++', flags: msvc, language: 'c++', standards: ['c++14', 'c++20'] },
];

function run(command: string, args: string[], input: string): { status: number | null; output: string } {
  const result = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { status: result.status, output: result.stdout + result.stderr };
}

function isPresent(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** Every macro of the two headers, read from them, so that a new one can't be forgotten below. */
function shippedMarkers(): string[] {
  const text = ['qidl.h', 'qidl-2012.h'].map((name) => readFileSync(path(`../include/${name}`), 'utf8')).join('');
  const names = [...text.matchAll(/^#define (\w+)/gm)].map((match) => match[1]!);
  // Include guards and the two helpers of QIDL_DECLARE are not for users.
  return names.filter((name) => !name.endsWith('_H') && !/^QIDL_[A-Z]+_$/.test(name));
}

test('the fixtures use every marker that the shipped headers define', () => {
  const text = headers.map((name) => readFileSync(path(includedFile(name)), 'utf8')).join('');
  expect(shippedMarkers().filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});

function includedFile(name: string): string {
  return name.startsWith('every') ? `shipped-headers/${name}` : `../../../test-fixtures/headers/devices/${name}`;
}

describe.each(compilers)('$command $flags', ({ command, flags, language, standards }) => {
  const present = isPresent(command);
  const reason = present ? '' : ` (skipped: no ${command} on this machine)`;

  test.skipIf(!present).each(standards)(`compiles every marker without a warning as %s${reason}`, (standard) => {
    for (const header of headers) {
      const args = [...flags, `-x${language}`, `-std=${standard}`, ...strict, ...includes, '-fsyntax-only', '-'];
      expect(run(command, args, `#include "${header}"\n`), header).toEqual({ status: 0, output: '' });
    }
  });

  test.skipIf(!present).each([
    ['qidl.h', ['snake']],
    ['qidl-2012.h', ['qc', 'group', 'camel']],
  ] as const)(
    `takes every spelling of %s in every place, in the oldest standard too${reason}`,
    (header, generations) => {
      const text = `#include "${header}"\n${placements(generations)}`;
      for (const standard of [oldest[language], ...standards]) {
        const more = language === 'c' ? ['-Wc++-compat'] : [];
        const args = [
          ...flags,
          `-x${language}`,
          `-std=${standard}`,
          ...strict,
          ...more,
          ...includes,
          '-fsyntax-only',
          '-',
        ];
        expect(run(command, args, text), standard).toEqual({ status: 0, output: '' });
      }
      const { output } = run(command, [...flags, `-x${language}`, ...includes, '-E', '-P', '-'], text);
      const words = new Set(output.match(/[A-Za-z_]\w*/g));
      expect(shippedMarkers().filter((marker) => words.has(marker))).toEqual([]);
    },
  );

  test.skipIf(!present || !command.startsWith('clang'))(`warns of nothing at all${reason}`, () => {
    const text = '#include "qidl.h"\n#include "qidl-2012.h"\nstruct Plain { int a q_default(1); int b _immutable; };\n';
    const args = [...flags, `-x${language}`, '-Weverything', '-Werror', ...includes, '-fsyntax-only', '-'];
    expect(run(command, args, text)).toEqual({ status: 0, output: '' });
  });

  test.skipIf(!present)(`has no marker left after preprocessing${reason}`, () => {
    const marker = new RegExp(`\\b(${shippedMarkers().join('|')})\\b`);
    for (const header of headers) {
      const args = [...flags, `-x${language}`, ...includes, '-E', '-P', '-'];
      const { status, output } = run(command, args, `#include "${header}"\n`);
      expect(status).toBe(0);
      // System headers may have members called _version; ours come last.
      const start = output.search(/typedef struct (Backend|GSList|CharBackend|SerialFIFO)\b/);
      expect(start).toBeGreaterThan(-1);
      expect(marker.exec(output.slice(start))?.[0], header).toBeUndefined();
    }
  });

  test.skipIf(!present)(`gets no macro when it is the QIDL compiler${reason}`, () => {
    const macros = (text: string): string => run(command, [...flags, ...includes, '-E', '-dM', '-'], text).output;
    const nothing = macros('#define __QIDL__ 1\n');
    expect(nothing).toContain('__QIDL__');
    expect(macros('#define __QIDL__ 1\n#include "qidl.h"\n#include "qidl-2012.h"\n')).toBe(nothing);
  });
});
