// In: the table of markers. Out: C text with every spelling of every field marker in every place where one may stand.
// Rule: language.md 1; nothing but C89 besides, so that every standard can take it.

import { annotations, type Annotation, type Meaning } from '../../src/model/annotations.ts';

/** What a marker takes, with commas where it may have some. */
const samples: Partial<Record<Meaning, string>> = {
  default: '{1, 2, 3}',
  size: 'count * 2 + (count ? 1 : 0)',
  type: 'struct Backend',
  version: '2',
  property: '"name", 3, true',
  property_bit: '"name", 3, false',
  subsection: '"placed/extra", 2',
  needed: 'count > 0 && count < 3',
  name: '"wire, name"',
  js_name: '"name"',
  renamed_from: '"old"',
  union: 'count',
  case: '1, 2, 3',
};

type Generation = keyof Annotation['spellings'];

/** The spellings that one of the shipped headers defines. */
export function placements(generations: readonly Generation[]): string {
  const written = [...annotations.values()]
    .filter(({ homes }) => homes.includes('field'))
    .filter(({ meaning }) => meaning !== 'unused')
    .flatMap((row) => generations.flatMap((from) => row.spellings[from].map((word) => spelled(row, from, word))));
  const structs = written.map(
    (marker, index) =>
      `struct Placed${index} {\n    ${marker} int before, before_too;\n    int ${marker} within;\n` +
      `    struct Backend ${marker} *within_pointer;\n    struct Backend *${marker} after_star;\n` +
      `    int after ${marker}, alone;\n    int array[2] ${marker};\n    int rows[2][3] ${marker} ${marker};\n};\n`,
  );
  return `struct Backend { int count; };\n${structs.join('')}`;
}

function spelled({ meaning }: Annotation, from: Generation, word: string): string {
  const sample = samples[meaning];
  if (from === 'group') return sample === undefined ? `QIDL(${word})` : `QIDL(${word}, ${sample})`;
  return sample === undefined ? word : `${word}(${sample})`;
}
