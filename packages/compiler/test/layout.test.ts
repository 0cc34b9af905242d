// Layouts against what gcc 12 and clang 14 do: test-fixtures/layout has their answers for random records, for all
// targets. Where the two disagree (disputed.json), we follow gcc, and the record is flagged.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { integerOfEnum } from '../src/layout/enum.ts';
import type { RecordLayout } from '../src/layout/layout.ts';
import type { Program } from '../src/sema/program.ts';
import type { TargetName } from '../src/target.ts';
import { targets } from '../src/target.ts';
import { integerSize } from '../src/types/basic.ts';
import { dimensionsOf, unqualified } from '../src/types/derive.ts';
import { tagText } from '../src/types/spell.ts';
import type { CType } from '../src/types/type.ts';
import { programOf } from './program-of.ts';

const root = resolve(import.meta.dirname, '../../../test-fixtures/layout');
const json = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const headers = readdirSync(join(root, 'random')).sort();

interface Field {
  readonly n: string | null;
  readonly off?: number;
  readonly bit?: [number, number];
  readonly size?: number;
  readonly d?: number[];
  readonly rec?: string;
}
interface Answer {
  readonly kind: 'struct' | 'union' | 'enum';
  readonly size: number;
  readonly align?: number;
  readonly fields?: readonly Field[];
  readonly consts?: readonly [string, number][];
}
interface Answers {
  readonly headers: Readonly<
    Record<string, { tags: Record<string, string>; typedefs: Record<string, { size: number; rec?: string }> }>
  >;
  readonly types: Readonly<Record<string, Answer>>;
}

/** One line per member: what the compilers said, and what we say, in the same words. */
function answered(answers: Answers, id: string): string[] {
  const { kind, size, align, fields = [] } = answers.types[id];
  // That of a type without any name was not asked.
  const lines = [`${kind} size ${size}${align === undefined ? '' : ` align ${align}`}`];
  for (const field of fields) {
    const place = field.bit
      ? `bits ${field.bit.join(' ')}`
      : `at ${field.off} size ${field.size} dims ${(field.d ?? []).join(' ')}`;
    lines.push(`${field.n ?? ''} ${place}`);
    if (field.rec !== undefined) lines.push(...answered(answers, field.rec).map((line) => `  ${line}`));
  }
  return lines;
}

function laidOut(program: Program, layout: RecordLayout): string[] {
  const { record, size, align } = layout;
  const lines = [
    `${record.keyword} size ${size}${record.tag === '' && record.typedefName === '' ? '' : ` align ${align}`}`,
  ];
  for (const { member, bitOffset, bitSize } of layout.members) {
    if (member.bitWidth >= 0) {
      if (member.name !== '') lines.push(`${member.name} bits ${bitOffset} ${bitSize}`);
      continue;
    }
    const { dims, element } = dimensionsOf(member.type);
    lines.push(`${member.name} at ${bitOffset / 8} size ${bitSize / 8} dims ${dims.join(' ')}`);
    const inner = unqualified(element);
    if (inner.kind !== 'record' || inner.tag !== '') continue;
    lines.push(...laidOut(program, program.layouts.recordOf(inner)!).map((line) => `  ${line}`));
  }
  return lines;
}

const disputed = json('disputed.json') as Readonly<Record<string, unknown>>;
const pairs = Object.keys(targets).flatMap((target) =>
  ['gcc', 'clang']
    .filter((compiler) => target !== 'wasm32' || compiler === 'clang')
    .map((compiler) => [target as TargetName, compiler] as const),
);

test.for(pairs)('%s as %s lays it out', ([target, compiler]) => {
  const answers = JSON.parse(
    gunzipSync(readFileSync(join(root, `random.${target}.${compiler}.json.gz`))).toString(),
  ) as Answers;
  let compared = 0;
  for (const header of headers) {
    const { program, problems } = programOf(readFileSync(join(root, 'random', header), 'utf8'), target);
    expect(
      problems.filter((problem) => !problem.startsWith('QIDL3030')),
      header,
    ).toEqual([]);
    for (const [tag, id] of Object.entries(answers.headers[header].tags)) {
      const type = program.tags.get(tag);
      if (type?.kind === 'enum') {
        const { size, consts } = answers.types[id];
        expect(integerSize(integerOfEnum(type, program.target), program.target), `${header} ${tag}`).toBe(size);
        expect(type.enumerators.map(({ name, value }) => [name, Number(value)])).toEqual(consts);
        continue;
      }
      const layout = program.layouts.recordOf(type!)!;
      const isDisputed = Object.hasOwn(disputed, `${header} ${tag}`);
      expect(layout.disputed, `${header} ${tag}`).toBe(isDisputed && target !== 'wasm32');
      if (!isDisputed || compiler === 'gcc' || target === 'wasm32')
        expect(laidOut(program, layout), `${header} ${tag}`).toEqual(answered(answers, id));
      compared++;
    }
    for (const [name, { size, rec }] of Object.entries(answers.headers[header].typedefs)) {
      const typedef = program.typedefs.get(name)!;
      expect(program.layouts.sizeOf(typedef)?.size, `${header} ${name}`).toBe(size);
      const record: CType = unqualified(typedef);
      if (rec === undefined || record.kind !== 'record') continue;
      expect(laidOut(program, program.layouts.recordOf(record)!), `${header} ${tagText(record)}`).toEqual(
        answered(answers, rec),
      );
      compared++;
    }
  }
  expect(compared).toBe(662);
});

test('aligned(n) on a pointer is the alignment of the pointer', () => {
  const { program } = programOf('struct s { char c; int *__attribute__((aligned(16))) p, *q; };');
  const layout = program.layouts.recordOf(program.tags.get('struct s') as never)!;
  expect([layout.size, layout.align, ...layout.members.map(({ bitOffset }) => bitOffset / 8)]).toEqual([
    32, 16, 0, 16, 24,
  ]);
});
