// In: every spelling of every field marker that the table lists, in every place. Out: the same field each time
// (language.md 1): what differs between generations and places is the look of the header alone.

import { expect, test } from 'vitest';
import { annotations, type Annotation } from '../src/model/annotations.ts';
import { describeField, modelOf, structOf } from './model-of.ts';

/** Arguments of each meaning, and the declaration it stands on: type, stars, and what is behind the name. */
const samples: Readonly<Record<string, readonly [given: string, type: string, star: string, behind: string]>> = {
  default: ['1', 'uint8_t', '', ''],
  size: ['n', 'uint8_t', '', '[4]'],
  type: ['uint32_t', 'GSList', '*', ''],
  string: ['', 'char', '', '[4]'],
  version: ['2', 'uint8_t', '', ''],
  property: ['"p", 1', 'uint8_t', '', ''],
  property_bit: ['"p", 3', 'uint8_t', '', ''],
  subsection: ['"S/x"', 'uint8_t', '', ''],
  needed: ['n', 'uint8_t', '', ''],
  name: ['"wire"', 'uint8_t', '', ''],
  js_name: ['"x"', 'uint8_t', '', ''],
  renamed_from: ['"old"', 'uint8_t', '', ''],
  case: ['1', 'uint8_t', '', ''],
};

function spellingsOf({ spellings: { qc, group, camel, snake } }: Annotation, given: string): string[] {
  const called = given === '' ? '' : `(${given})`;
  const inner = given === '' ? '' : `, ${given}`;
  return [
    ...[...qc, ...camel, ...snake].map((word) => word + called),
    ...group.flatMap((word) => [`QIDL(${word}${inner})`, `QIDL(serialize, ${word}${inner})`]),
  ];
}

const rows = [...annotations.values()].filter(
  ({ homes, meaning }) => homes.includes('field') && !['union', 'unused'].includes(meaning),
);

test.for(rows.map((row) => [row.meaning, row] as const))('%s', ([meaning, row]) => {
  const [given, type, star, behind] = samples[meaning] ?? ['', 'uint8_t', '', ''];
  const seen = new Set<string>();
  for (const marker of spellingsOf(row, given)) {
    const declarations = [
      `${marker} ${type} ${star}f${behind}`,
      `${type} ${marker} ${star}f${behind}`,
      `${type} ${star}f${behind} ${marker}`,
      ...(star === '' ? [] : [`${type} ${star} ${marker} f`]),
    ];
    for (const declaration of declarations) {
      const modelled = modelOf(`#include <stdint.h>\nstruct S { uint8_t n; ${declaration}; uint8_t last; };`);
      seen.add(describeField(structOf(modelled, 'S').fields[1]));
    }
  }
  expect([...seen]).toHaveLength(1);
  expect([...seen][0]).toMatch(/^[fx]: /);
});
