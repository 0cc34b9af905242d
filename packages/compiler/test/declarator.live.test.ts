// Random declarators of any depth: the type we read, spelled again, is compatible with what gcc and clang read, and
// has their size on every target that clang is here for. The seed is new in each run; SEED=n repeats one.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { targets, type TargetName } from '../src/target.ts';
import { spell } from '../src/types/spell.ts';
import { programOf } from './program-of.ts';
import { generator } from './random-records.ts';
import { triples } from './triples.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 32);
const count = Number(process.env.ROUNDS ?? 4) * 250;
const folder = mkdtempSync(join(tmpdir(), 'qidl-declarator-'));
afterAll(() => rmSync(folder, { recursive: true }));
const available = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

const prelude =
  'struct s { int a; char b; }; union u { long l; char c[3]; }; enum e { A, B };\n' +
  'typedef int *ip; typedef char grid[2][3]; typedef long (*fn)(int, char *); typedef struct { short x; } anon;\n';
const bases = (
  'char|unsigned short|long int|long long unsigned|double|float|_Bool|struct s|union u|enum e|ip|grid|fn|anon|' +
  'const char|int const|volatile struct s|unsigned|signed char|__typeof__(int *)|__typeof__(1L + 1)|' +
  '__extension__ long|short int unsigned|const ip'
).split('|');

/** `last`, below: the derivation around a place. No function returns an array or a function, no array holds functions. */
function declarators(): string[] {
  const random = generator(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const attribute = (): string =>
    pick(['', '', '', '', '__attribute__((unused)) ', '__attribute__((__deprecated__)) ']);
  const parameters = (depth: number): string => {
    if (depth > 1 || below(3) === 0) return pick(['void', '', 'int', 'char *, ...', 'int x, grid y']);
    return Array.from({ length: 1 + below(3) }, () => {
      const name = pick(['', `p${below(99)}`]);
      // A grid would be an array of arrays, a function's parameter is what it decays to.
      return `${pick(bases)} ${derived(name, depth + 1, 'pointer')}`;
    })
      .map((parameter, n) => parameter.replace(/\bp(\d+)/, `p${n}_$1`))
      .join(', ');
  };
  function derived(name: string, depth: number, inside: 'pointer' | 'array' | 'function' | 'name'): string {
    let text = name;
    let last = inside;
    for (let left = below(5 - depth); left > 0; left--) {
      const kind = pick(['pointer', 'pointer', 'array', 'function'] as const);
      if (kind === 'pointer') {
        text = `*${pick(['', 'const ', 'volatile ', '__restrict ', ''])}${attribute()}${text}`;
      } else if (last === 'function' || (last === 'array' && kind === 'function')) continue;
      else {
        if (text.startsWith('*') || (text !== '' && below(6) === 0)) text = `(${text})`;
        // An abstract declarator's `()` would be a function's.
        if (text === '' && kind === 'function') continue;
        text += kind === 'array' ? `[${pick(['1', '3', '2 + 2', 'sizeof(int)', "'\\3'"])}]` : `(${parameters(depth)})`;
      }
      last = kind;
    }
    // What is declared in the end must not be an array of, or a function returning, a typedef's array or function.
    return last === 'function' || last === 'array' ? `*${text}` : text;
  }
  return Array.from({ length: count }, (_, n) => {
    const base = pick(bases);
    const storage = pick(['', 'extern ', 'static ', '']);
    return `${storage}${base} ${attribute()}${derived(`x${n}`, 0, 'name')};`;
  });
}

/** One assertion a line; a failure names the line. */
function assertions(lines: readonly string[], target: TargetName): string {
  const { program, problems } = programOf(`${prelude}${lines.join('\n')}\n`, target);
  expect(problems, `seed ${seed}`).toEqual([]);
  const asserted = lines.map((_, n) => {
    const type = program.objects.get(`x${n}`);
    if (type === undefined) return '';
    const size = program.layouts.sizeOf(type)?.size;
    const same = `__builtin_types_compatible_p(__typeof__(x${n}), __typeof__(${spell(type)}))`;
    return `_Static_assert(${same}${size === undefined ? '' : ` && sizeof(x${n}) == ${size}`}, "see");`;
  });
  expect(asserted.filter((line) => line !== '').length).toBeGreaterThan(count / 2);
  return asserted.join('\n');
}

/** What the compiler says against it; declarations that it refuses are none of ours to judge. */
function complaints(command: string, args: readonly string[], target: TargetName): string[] {
  let lines = declarators();
  const file = join(folder, 'a.c');
  const ask = (text: string): string => {
    writeFileSync(file, text);
    return spawnSync(command, [...args, '-w', '-fsyntax-only', file], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stderr;
  };
  const refused = new Set(
    [...ask(prelude + lines.join('\n')).matchAll(/a\.c:(\d+):\d+: error/g)].map(([, line]) => Number(line) - 3),
  );
  expect(refused.size).toBeLessThan(count / 4);
  lines = lines.map((line, n) => (refused.has(n) ? '' : line));
  const errors = ask(`${prelude}${lines.join('\n')}\n${assertions(lines, target)}`);
  return [...errors.matchAll(/a\.c:(\d+):\d+: error/g)].map(([, line]) => lines[(Number(line) - 3) % count]);
}

test.skipIf(!available('gcc')).for([
  ['-m64', 'x86_64'],
  ['-m32', 'i386'],
] as const)('gcc %s', ([flag, target]) => {
  expect(complaints('gcc', [flag], target).slice(0, 3), `seed ${seed}`).toEqual([]);
});

test.skipIf(!available('clang')).for(Object.keys(targets) as TargetName[])('clang, %s', (target) => {
  const args = [`--target=${triples[target]}`, '-ferror-limit=0'];
  expect(complaints('clang', args, target).slice(0, 3), `seed ${seed}`).toEqual([]);
});
