// In: a seed. Out: how many damaged headers the compiler went through without an exception.
// Rule: the damage is to tokens, so that most of a header still parses: some are dropped, doubled, swapped, or
// replaced by others, also of constants and attributes that a header should not have.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { layoutJson } from '../src/sema/layout-json.ts';
import type { TargetName } from '../src/target.ts';
import { targets } from '../src/target.ts';
import { programOf } from './program-of.ts';
import { generator, randomHeader } from './random-records.ts';

const folder = resolve(import.meta.dirname, '../../../test-fixtures/headers/types');
const strangers = (
  '{ } ( ) [ ] ; , : * = ? - ~ ! < >> << / % & | 0 1 -1 0x7fffffff 0xffffffffffffffff 1e9 .5 08 "s" \'c\' sizeof _Alignof ' +
  'typeof struct union enum typedef const _Atomic _Complex int long unsigned float void _Bool __int128 _BitInt(3) ' +
  '__attribute__((packed)) __attribute__((aligned(16))) __attribute__((aligned(1<<30))) __attribute__((mode(DI))) ' +
  '__attribute__((vector_size(8))) __attribute__((ms_struct)) _Alignas(64) _Static_assert _Generic __builtin_offsetof ' +
  'struct_s s0 m1 T X [1<<20] [] [0] :0 :64 (*)(int) __proto__'
).split(' ');

export function survive(seed: number, count: number): number {
  const random = generator(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('.qidl.h'))
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/^#include.*$/gm, ''))
    .concat(randomHeader(seed, 40, { int128: true, atomic64: true, msStruct: true }).text);
  const names = Object.keys(targets) as TargetName[];
  for (let i = 0; i < count; i++) {
    const tokens = sources[below(sources.length)].split(/(?<=\W)|(?=\W)/);
    for (let damage = 1 + below(6); damage > 0; damage--) {
      const at = below(tokens.length);
      const kind = below(4);
      if (kind === 0) tokens.splice(at, 1 + below(3));
      else if (kind === 1) tokens.splice(at, 0, ...tokens.slice(at, at + 1 + below(20)));
      else if (kind === 2) tokens[at] = ` ${strangers[below(strangers.length)]} `;
      else tokens.splice(at, 0, ` ${strangers[below(strangers.length)]} `);
    }
    const { program } = programOf(tokens.join(''), names[below(names.length)]);
    JSON.stringify(layoutJson(program));
    for (const record of program.records)
      for (const member of record.members) void [member.spelling, member.doc, member.span];
  }
  return count;
}
