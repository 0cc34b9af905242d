// In: the annotations table. Out: that it says what language.md and the shipped headers say.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { atomText } from '../src/lex/atoms.ts';
import { annotations, isRole, markerLexicon, markerTable, reservedAtoms } from '../src/model/annotations.ts';

const include = resolve(import.meta.dirname, '../include');

/** The macros a shipped header defines for its users: those that end in `_` are its own. */
function macrosOf(header: string): string[] {
  const defined = [...readFileSync(`${include}/${header}`, 'utf8').matchAll(/^#define (\w+)/gm)].map(
    ([, name]) => name,
  );
  return defined.filter((name) => !name.endsWith('_') && name !== 'QIDL_H' && name !== 'QIDL_2012_H');
}

test('the shipped headers define every spelling, and no other', () => {
  const spellings = [...annotations.values()].flatMap(({ spellings: { qc, camel, snake } }) => [
    ...qc,
    ...camel,
    ...snake,
  ]);
  expect([...macrosOf('qidl.h'), ...macrosOf('qidl-2012.h')].sort()).toEqual(spellings.sort());
});

test('a spelling has one meaning', () => {
  const seen = new Map<string, string>();
  for (const { meaning, spellings } of annotations.values()) {
    for (const word of [
      ...spellings.qc,
      ...spellings.camel,
      ...spellings.snake,
      ...spellings.group.map((inner) => `QIDL(${inner})`),
    ]) {
      expect([word, seen.get(word) ?? meaning]).toEqual([word, meaning]);
      seen.set(word, meaning);
    }
  }
});

test.for([
  ['q_immutable', 'immutable', 'field', 0, 0, []],
  ['_size_is', 'size', 'field', 1, 1, ['expression']],
  ['_type_of', 'type', 'field', 1, 1, ['type']],
  ['qProperty', 'property', 'field', 1, 3, ['expression']],
  ['q_str', 'string', 'field', 0, 0, []],
  ['q_unused', 'unused', 'field', 1, 1, ['expression']],
  ['QIDL', 'group', 'group', 1, 255, ['marker', 'expression']],
  ['QIDL_DECLARE', 'declare', 'wrap', 1, 255, ['expression', 'marker']],
  ['QIDL_DECLARE_PUBLIC', 'declare', 'wrap', 1, 255, ['expression', 'marker']],
  ['QIDL_START', 'start', 'wrap', 1, 255, ['expression', 'marker']],
  ['QIDL_END', 'end', 'wrap', 0, 1, ['expression']],
  ['qc_declaration', 'declaration', 'wrap', 0, 0, []],
  ['QIDL_EXPORT', 'export', 'statement', 1, 1, ['type']],
  ['QIDL_ANNOTATE', 'annotate', 'statement', 3, 255, ['type', 'expression', 'marker']],
  ['QIDL_ENUM', 'enum', 'statement', 2, 2, ['expression', 'expression']],
] as const)('%s is read as it is written', ([spelling, meaning, form, least, most, syntax]) => {
  const found = [...markerLexicon().byAtom].find(([atom]) => atomText(atom) === spelling);
  expect(found?.[1]).toEqual({ spelling, meaning, form, least, most, syntax });
});

test.for([
  ['immutable', 'immutable'],
  ['default', 'default'],
  ['size_is', 'size'],
  ['type_is', 'type'],
  ['serialize', 'serialize'],
  ['skip_state', 'skip_state'],
  ['minimum_version', 'minimum_version'],
  ['version', 'version'],
] as const)('%s is a word inside QIDL( ) and among struct arguments', ([word, meaning]) => {
  const found = [...markerLexicon().group].find(([atom]) => atomText(atom) === word);
  expect(found?.[1].meaning).toBe(meaning);
});

test('words inside QIDL( ) stay ordinary names elsewhere', () => {
  const reserved = [...reservedAtoms().keys()].map(atomText);
  expect(reserved).toContain('_version');
  expect(reserved).not.toContain('version');
  expect(reserved).not.toContain('default');
});

test('the six roles exclude each other', () => {
  const roles = [...annotations.keys()].filter(isRole);
  expect(roles).toEqual(['standard', 'immutable', 'host', 'derived', 'broken', 'elsewhere']);
  for (const role of roles)
    expect([role, ...annotations.get(role)!.conflicts].filter(isRole).sort()).toEqual([...roles].sort());
});

test.for([
  ['immutable', 'optional default version subsection needed renamed_from'],
  ['host', 'optional default version subsection needed renamed_from'],
  ['elsewhere', 'optional default version subsection needed renamed_from'],
  ['broken', 'optional size version subsection needed renamed_from'],
  ['derived', 'optional size default version subsection needed renamed_from'],
  ['standard', ''],
] as const)('%s forbids %s', ([role, forbidden]) => {
  expect(
    annotations
      .get(role)!
      .conflicts.filter((meaning) => !isRole(meaning))
      .join(' '),
  ).toBe(forbidden);
});

test('the table of the docs has a row for every marker', () => {
  const [head, rule, ...rows] = markerTable();
  expect(head.split('|').length).toBe(rule.split('|').length);
  expect(rows).toContain(
    '| size | `_size_is(n)` | `QIDL(size_is, n)`, `QIDL(size, n)` | `qSize(n)` | `q_size(n)` | first n elements | n elements; the rest zero |',
  );
  expect(rows).toContain(
    '| immutable | `_immutable` | `QIDL(immutable)` | `qImmutable` | `q_immutable` | – | left alone |',
  );
  expect(rows.length).toBe(annotations.size - 2);
  for (const row of rows) expect(row.split(/(?<!\\)\|/).length).toBe(9);
});
