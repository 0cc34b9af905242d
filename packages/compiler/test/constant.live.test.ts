// Random constant expressions: value and type against gcc's, for x86_64 and i386, and clang's for every target. The
// seed is new in each run and printed by a failure; SEED=n repeats one.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { targets, type TargetName } from '../src/target.ts';
import { spell } from '../src/types/spell.ts';
import { programOf } from './program-of.ts';
import { generator } from './random-records.ts';
import { triples } from './triples.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 32);
const count = Number(process.env.ROUNDS ?? 4) * 1000;
const folder = mkdtempSync(join(tmpdir(), 'qidl-constant-'));
const hasClang = spawnSync('clang', ['--version']).status === 0;
const hasGcc = spawnSync('gcc', ['--version']).status === 0 && spawnSync('objcopy', ['--version']).status === 0;

const types = [
  '_Bool',
  'char',
  'signed char',
  'unsigned char',
  'short',
  'unsigned short',
  'int',
  'unsigned int',
  'long',
  'unsigned long',
  'long long',
  'unsigned long long',
  'float',
  'double',
];
const prelude =
  'enum e { A, B = 7, N = -3 }; enum u { U = 0xfffffff0u }; struct s { char c; long long l; struct { short x[3]; } in; };\n';

function expressions(): string[] {
  const random = generator(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const leaf = (): string =>
    pick([
      () => String(below(10)),
      () => String(below(2 ** 31)),
      () => `${below(2 ** 31)}${pick(['u', 'l', 'ul', 'll', 'ull'])}`,
      () => `0x${below(2 ** 31).toString(16)}${below(2 ** 31).toString(16)}`.slice(0, 18),
      () => `0${below(4096).toString(8)}`,
      () => `${below(1000)}.${pick([0, 5, 25, 1])}${pick(['', 'f'])}`,
      () =>
        pick([
          "'a'",
          "'\\xff'",
          "'ab'",
          "'\\0'",
          'A',
          'B',
          'N',
          'U',
          'sizeof(struct s)',
          'sizeof(long)',
          '_Alignof(short)',
        ]),
      () =>
        pick([
          '__builtin_offsetof(struct s, in.x[1])',
          '((unsigned long)&((struct s *)0)->l)',
          'sizeof(((struct s *)0)->in)',
        ]),
    ])();
  const expression = (depth: number): string => {
    if (depth === 0 || below(5) === 0) return leaf();
    const inner = (): string => expression(depth - 1);
    return pick([
      () => `(${inner()} ${pick(['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'])} ${inner()})`,
      () => `(${inner()} ${pick(['<', '>', '<=', '>=', '==', '!=', '&&', '||'])} ${inner()})`,
      () => `(${inner()} ? ${inner()} : ${inner()})`,
      () => `(${pick(['-', '~', '!', '+'])}${inner()})`,
      () => `((${pick(types)})${inner()})`,
      () => `sizeof(${inner()})`,
      () => `(${inner()} << ${below(20)})`,
    ])();
  };
  return Array.from({ length: count }, () => expression(1 + below(4)));
}

/** Value and type of those that are constants, as "value type". */
function ours(list: readonly string[], target: TargetName): Map<string, string> {
  const { program } = programOf(prelude + list.map((text, i) => `#define X${i} ${text}`).join('\n') + '\n', target);
  const found = new Map<string, string>();
  list.forEach((text, i) => {
    const value = program.macroValue(`X${i}`);
    if (value?.kind === 'integer') found.set(text, `${BigInt.asUintN(64, value.value)} ${spell(value.type)}`);
    if (value?.kind === 'float' && Number.isFinite(value.value))
      found.set(text, `${bitsOf(value.value)} ${spell(value.type)}`);
  });
  return found;
}

function bitsOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

/** What gcc refuses for the types of operands, also where they are not evaluated, is left out. */
function gccs(list: readonly string[], flag: string): Map<string, string> {
  const isFloat = (text: string): string => `_Generic((${text}), float: 1, double: 1, default: 0)`;
  const typeOf = (text: string): string =>
    `_Generic((${text}), ${types.map((type, i) => `${type}: ${i}`).join(', ')}, default: 99)`;
  const rows = list.map(
    (text) => `{ ${isFloat(text)} ? 0 : (unsigned long long)(${text}), (double)(${text}), ${typeOf(text)} }`,
  );
  const file = join(folder, 'a.c');
  writeFileSync(
    file,
    `${prelude}__attribute__((section(".values"))) struct __attribute__((packed)) { unsigned long long i; double d; int t; } rows[] = {\n${rows.join(',\n')}\n};\n`,
  );
  const { status, stderr } = spawnSync('gcc', [flag, '-w', '-c', file, '-o', join(folder, 'a.o')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    const refused = new Set([...stderr.matchAll(/a\.c:(\d+):\d+: error/g)].map(([, line]) => Number(line) - 3));
    expect(refused.size).toBeGreaterThan(0);
    return gccs(
      list.filter((_, i) => !refused.has(i)),
      flag,
    );
  }
  execFileSync('objcopy', ['-O', 'binary', '-j', '.values', join(folder, 'a.o'), join(folder, 'a.bin')]);
  const image = readFileSync(join(folder, 'a.bin'));
  return new Map(
    list.map((text, i) => {
      const type = types[image.readInt32LE(i * 20 + 16)];
      const value =
        type === 'float' || type === 'double' ? image.readBigUInt64LE(i * 20 + 8) : image.readBigUInt64LE(i * 20);
      return [text, `${value} ${type}`];
    }),
  );
}

test.skipIf(!hasGcc).for([
  ['-m64', 'x86_64'],
  ['-m32', 'i386'],
] as const)('gcc %s', ([flag, target]) => {
  const values = ours(expressions(), target);
  expect(values.size).toBeGreaterThan(count / 3);
  const theirs = gccs([...values.keys()], flag);
  expect(theirs.size).toBeGreaterThan(values.size / 2);
  const different = [...values].filter(([text, value]) => theirs.has(text) && theirs.get(text) !== value);
  expect(
    different.slice(0, 5).map(([text, value]) => `${text} is ${value}, not ${theirs.get(text)}`),
    `seed ${seed}`,
  ).toEqual([]);
});

/** What clang asserts of each value and its type; what it does not take for a constant is left out. */
test.skipIf(!hasClang).for(Object.keys(targets) as TargetName[])('clang, %s', (target) => {
  const values = [...ours(expressions(), target)].filter(([, value]) => !/(float|double)$/.test(value));
  const lines = values.map(([text, value]) => {
    const [, bits, type] = /^(\d+) (.*)$/.exec(value)!;
    return `_Static_assert((unsigned long long)(${text}) == ${bits}ull && __builtin_types_compatible_p(__typeof__(${text}), ${type}), "see");`;
  });
  const file = join(folder, `${target}.c`);
  writeFileSync(file, `${prelude}${lines.join('\n')}\n`);
  const args = [`--target=${triples[target]}`, '-w', '-ferror-limit=0', '-fsyntax-only', file];
  const { stderr } = spawnSync('clang', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const found = [...stderr.matchAll(/\.c:(\d+):\d+: error: (.*)/g)];
  const refused = new Set(found.filter(([, , what]) => !what.includes('static_assert failed')).map(([, line]) => line));
  const wrong = found.filter(([, line]) => !refused.has(line)).map(([, line]) => values[Number(line) - 2].join(' is '));
  expect(wrong.slice(0, 5), `seed ${seed}`).toEqual([]);
  expect(values.length - refused.size).toBeGreaterThan(count / 5);
});
