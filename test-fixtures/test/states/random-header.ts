// Out: random annotated headers: every kind of kinds.md, alone, in arrays, allocated, in lists and unions, present or
// not by every rule, every marker in every spelling and place.
// Rule: what is drawn is a list of structs, each a list of fields, so that what fails shrinks to a few of them. A field
// is a text that brings its own count, flag or tag; in it NAME stands for its name, STRUCT for its struct's, and OTHER3
// for one of the structs before. No header has errors.

import fc from 'fast-check';

type Field = fc.Arbitrary<string>;

// ---- markers -----------------------------------------------------------------------------------------------------

const spellings = {
  default: ['_default', '_default_is', 'default', 'qDefault', 'q_default'],
  optional: ['_optional', 'optional', 'qOptional', 'q_optional'],
  size: ['_size_is', 'size_is', 'qSize', 'q_size'],
  type: ['_type_is', '_type_of', 'type_is', 'qType', 'q_type'],
  string: ['_string', 'string', 'qString', 'q_string', 'q_str'],
  version: ['_version', 'version', 'qVersion', 'q_version'],
  immutable: ['_immutable', 'immutable', 'qImmutable', 'q_immutable', 'q_host', '_host', 'q_elsewhere', 'qElsewhere'],
  derived: ['_derived', 'derived', 'qDerived', 'q_derived'],
  standard: ['standard', 'qStandard', 'q_standard'],
  name: ['name', 'q_name'],
  renamed_from: ['renamed_from', 'q_renamed_from'],
  js_name: ['js_name', 'q_js_name'],
  union: ['union', 'q_union'],
  property: ['property', 'qProperty', 'q_property'],
} as const;

/** As written, and where: before the type, behind it, behind `*`, behind the declarator. */
interface Marker {
  readonly text: string;
  readonly place: 0 | 1 | 2 | 3;
}

function marker(meaning: keyof typeof spellings, given = ''): fc.Arbitrary<Marker> {
  const written = (word: string): string => {
    if (!/^[_q]/.test(word)) return given === '' ? `QIDL(${word})` : `QIDL(${word}, ${given})`;
    return given === '' ? word : `${word}(${given})`;
  };
  return fc.record({
    text: fc.constantFrom(...spellings[meaning]).map(written),
    place: fc.constantFrom(0, 1, 2, 3),
  });
}

/** `type` may end in stars. */
function declared(type: string, declarator: string, markers: readonly Marker[]): string {
  const at = (place: number): string =>
    markers
      .filter((item) => item.place === place)
      .map(({ text }) => ` ${text} `)
      .join('');
  const [, base, stars] = /^([^]*?)\s*(\**)$/.exec(type)!;
  return `${at(0)}${base} ${at(1)}${stars}${at(2)} ${declarator}${at(3)};`.replace(/ {2,}/g, ' ').trim();
}

// ---- presence ----------------------------------------------------------------------------------------------------

/** How a field may be absent, or what it is called: its markers, and what stands before it. */
interface Presence {
  readonly markers: readonly Marker[];
  readonly before: string;
}

const bare = (markers: readonly Marker[]): Presence => ({ markers, before: '' });

/** Other names, properties and an explicit role: nothing that changes what is saved. */
const named = fc
  .tuple(
    fc.option(marker('name', '"wire of NAME"')),
    fc.option(marker('renamed_from', '"old NAME"')),
    fc.option(marker('js_name', '"js of NAME"')),
    fc.option(marker('property', '"prop of NAME"')),
    marker('standard'),
  )
  .map((all) => bare(all.filter((item) => item !== null)));

/** `isNullable`: a default is null, which is a presence of its own, and no matter of a subsection. */
function presence(defaults: readonly string[], isNullable = false): fc.Arbitrary<Presence> {
  const choices: fc.WeightedArbitrary<Presence>[] = [
    { weight: 4, arbitrary: fc.constant(bare([])) },
    { weight: 1, arbitrary: marker('optional').map((item) => bare([item])) },
    { weight: 1, arbitrary: marker('optional').map((item) => ({ markers: [item], before: 'bool has_NAME;' })) },
    { weight: 1, arbitrary: marker('version', '3').map((item) => bare([item])) },
    { weight: 1, arbitrary: named },
  ];
  if (defaults.length === 0) return fc.oneof(...choices);
  const value = fc.constantFrom(...defaults).chain((text) => marker('default', text));
  const subsection: Marker = { text: 'q_subsection("STRUCT/of NAME", 3)', place: 0 };
  choices.push({ weight: 3, arbitrary: value.map((item) => bare([item])) });
  if (!isNullable) choices.push({ weight: 1, arbitrary: value.map((item) => bare([item, subsection])) });
  return fc.oneof(...choices);
}

/** One field with markers of its own besides those of its presence; `lead` stands before it. */
function field(type: string, declarator: string, own: readonly Marker[], there: Presence, lead = ''): string {
  return [lead, there.before, declared(type, declarator, [...own, ...there.markers])].filter(Boolean).join(' ');
}

// ---- types -------------------------------------------------------------------------------------------------------

const defaultsOf: Readonly<Record<string, readonly string[]>> = {
  uint8_t: ['3', "'a'", '0xff', 'LIMIT'],
  int8_t: ['-3', '127'],
  char: ["'\\xff'", '200'],
  uint16_t: ['0x1234', '(1 << 15)'],
  short: ['-1', '-32768'],
  uint32_t: ['0xffffffff', 'LIMIT * 2'],
  int: ['-5', 'FAST'],
  uint64_t: ['0xffffffffffffffff', '~0ULL'],
  'long long': ['-1', 'INT64_MIN'],
  'unsigned __int128': ['5', '((unsigned __int128)1 << 100)'],
  __int128: ['-7'],
  Int128: ['-1'],
  bool: ['true', '1'],
  float: ['1.5', '-0.0', '3'],
  double: ['1e300', '-2.25'],
  'enum speed': ['FAST', 'SLOW', '7'],
  Mode: ['MODE_B', '-1'],
  'enum wide': ['WIDE'],
};
const scalar = fc.constantFrom(...Object.keys(defaultsOf));
const struct = fc.nat({ max: 7 }).map((index) => `OTHER${index}`);
const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });
const suffix = (dims: readonly number[] | null): string => (dims ?? []).map((length) => `[${length}]`).join('');

/** A count that a field of this type and name gives, for an array of `most` elements. */
const counts: readonly ((most: number) => readonly [type: string, expression: string])[] = [
  () => ['uint8_t', 'n_NAME'],
  () => ['uint64_t', 'obj->n_NAME'],
  () => ['int', '(*obj).n_NAME'],
  (most) => ['unsigned', `n_NAME % ${most + 1}`],
  (most) => ['int16_t', `n_NAME > ${most} ? ${most} : n_NAME < 0\n ? 0 : n_NAME`],
  () => ['uint8_t', '(n_NAME >> 1) + (n_NAME & 1)'],
  () => ['bool', 'n_NAME'],
  () => ['enum speed', 'n_NAME == FAST'],
  (most) => ['uint32_t', `clamp(n_NAME, ${most})`],
  (most) => ['int', `n_NAME + 1 < 0 ? 0 : (n_NAME + 1) % ${most + 1}`],
  (most) => ['int8_t', `n_NAME == -1 ? ${most} : n_NAME & 1`],
  (most) => ['uint16_t rows_NAME[2][3]; uint8_t', `rows_NAME[1][2] % ${most + 1}`],
  (most) => [
    'struct { bool on[2]; Mode modes[2][2]; } parts_NAME[2][2]; uint8_t',
    `obj->parts_NAME[1][0].on[1] + (parts_NAME[0][1].modes[1][1] == MODE_B ? ${most} - 1 : 0)`,
  ],
  (most) => ['long long', `(uint8_t)~n_NAME * 0 + (size_t)(n_NAME & 3) * sizeof(char) % ${most + 1}`],
];
const count = fc.constantFrom(...counts);

// ---- fields by kind ----------------------------------------------------------------------------------------------

const plain: Field = scalar.chain((type) => presence(defaultsOf[type]!).map((there) => field(type, 'NAME', [], there)));

const bitField: Field = fc
  .constantFrom('unsigned 31', 'int 20', 'uint8_t 8', 'int16_t 9', 'uint64_t 40', 'long long 63', 'bool 1', 'Mode 12')
  .chain((drawn) => {
    const [, type, most] = /^(.*) (\d+)$/.exec(drawn)!;
    // An enum's values must fit.
    const width = type === 'Mode' ? fc.constant(Number(most)) : fc.integer({ min: 1, max: Number(most) });
    return fc
      .tuple(width, presence(['0']), fc.constantFrom('', 'unsigned : 0;'))
      .map(([bits, there, split]) => field(type!, `NAME : ${bits}`, [], there, split));
  });

const array: Field = fc.tuple(scalar, lengths).chain(([type, dims]) => {
  const defaults = type === 'bool' || dims.at(-1) === 1 ? ['{0}'] : ['{0}', '{1, 2}'];
  return presence(defaults).map((there) => field(type, `NAME${suffix(dims)}`, [], there));
});

function counted(type: string, defaults: readonly string[]): Field {
  return fc.tuple(count, lengths).chain(([of, dims]) => {
    const [countType, expression] = of(dims[0]!);
    return fc
      .tuple(marker('size', expression), presence(defaults))
      .map(([size, there]) => field(type, `NAME${suffix(dims)}`, [size], there, `${countType} n_NAME;`));
  });
}

function allocated(type: string): Field {
  return count.chain((of) => {
    const [countType, expression] = of(9);
    return fc
      .tuple(marker('size', expression), presence(['NULL']))
      .map(([size, there]) => field(`${type} *`, 'NAME', [size], there, `${countType} n_NAME;`));
  });
}

const text: Field = fc.oneof(
  fc
    .tuple(fc.integer({ min: 4, max: 20 }), marker('string'), presence(['"a\\n\\x7f"', '""']))
    .chain(([length, string, there]) =>
      fc.constantFrom('char', 'uint8_t').map((type) => field(type, `NAME[${length}]`, [string], there)),
    ),
  fc.tuple(marker('string'), presence(['""'])).map(([string, there]) => field('char', 'NAME[1]', [string], there)),
  fc
    .tuple(fc.option(marker('string')), presence(['NULL', '"hi"']))
    .map(([string, there]) => field('char *', 'NAME', string === null ? [] : [string], there)),
  fc
    .tuple(lengths, marker('string'), presence([]))
    .map(([dims, string, there]) => field('char', `NAME${suffix(dims)}[5]`, [string], there)),
  fc.tuple(lengths, presence([])).map(([dims, there]) => field('char *', `NAME${suffix(dims)}`, [], there)),
);

const nested: Field = struct.chain((type) =>
  fc.oneof(
    presence(['{0}']).map((there) => field(type, 'NAME', [], there)),
    presence(['NULL'], true).map((there) => field(`${type} *`, 'NAME', [], there)),
    fc.tuple(lengths, presence(['{0}'])).map(([dims, there]) => field(type, `NAME${suffix(dims)}`, [], there)),
    fc.tuple(lengths, presence([])).map(([dims, there]) => field(`${type} *`, `NAME${suffix(dims)}`, [], there)),
    counted(type, []),
    allocated(type),
  ),
);

const list: Field = fc.oneof(
  fc.tuple(fc.constantFrom('GSList *', 'GList *'), fc.oneof(scalar, struct)).chain(([container, element]) =>
    fc.oneof(
      fc.tuple(marker('type', element), presence(['NULL'])).map(([of, there]) => field(container, 'NAME', [of], there)),
      fc.tuple(marker('type', element), presence([])).map(([of, there]) => field(container, 'NAME[2]', [of], there)),
    ),
  ),
  fc
    .tuple(fc.constantFrom('QLIST_HEAD', 'QTAILQ_HEAD', 'QSIMPLEQ_HEAD', 'QSLIST_HEAD'), struct, presence([]))
    .map(([head, element, there]) => field(`${head}(, ${element})`, 'NAME', [], there)),
  struct.chain((element) =>
    fc
      .tuple(marker('type', element), presence([]))
      .map(([of, there]) => field('QLIST_HEAD(, Pair)', 'NAME', [of], there)),
  ),
);

const external: Field = fc
  .tuple(fc.constantFrom('QEMUTimer', 'QEMUTimer *', 'struct tm'), fc.option(lengths), presence([]))
  .map(([type, dims, there]) => field(type, `NAME${suffix(dims)}`, [], there));

/** A member of a union, without its q_case. */
const alternative = fc.oneof(
  fc.tuple(scalar, fc.option(lengths)).map(([type, dims]) => `${type} MEMBER${suffix(dims)}`),
  fc.tuple(struct, fc.option(lengths)).map(([type, dims]) => `${type} MEMBER${suffix(dims)}`),
  fc.constantFrom('char q_string MEMBER[6]', 'char *MEMBER', 'GSList *MEMBER q_type(int)', 'Pair *MEMBER'),
);

const union: Field = fc
  .tuple(
    fc.constantFrom('uint8_t t_NAME', 'int t_NAME', 'uint64_t t_NAME', 'enum speed t_NAME', 'unsigned t_NAME : 3'),
    fc.array(alternative, { minLength: 1, maxLength: 4 }),
    fc.option(lengths),
    marker('union', 't_NAME'),
    presence([]),
  )
  .map(([tag, alternatives, dims, own, there]) => {
    const members = alternatives.map((member, at) => {
      return `${member.replace('MEMBER', `c${at}`)} q_case(${at}${at === 0 ? ', 5' : ''});`;
    });
    return field(
      `union { ${members.join(' ')} void *raw q_immutable; }`,
      `NAME${suffix(dims)}`,
      [own],
      there,
      `${tag};`,
    );
  });

const subsection: Field = fc.tuple(scalar, fc.constantFrom('', ' q_needed(NAMEb != 0)')).map(([type, needed]) => {
  const of = 'q_subsection("STRUCT/NAME")';
  const first = `${type} NAME ${of} q_default(${defaultsOf[type]![0]})${needed};`;
  return `${first} uint16_t NAMEb ${of} q_default(0); uint8_t NAMEc[3] ${of} q_default({0});`;
});

/** What is not saved, what is computed, and anonymous members. */
const other: Field = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('Unknown *', 'uint8_t *', 'long double', 'uint32_t', 'void *', 'Pair *'),
      marker('immutable'),
    )
    .map(([type, role]) => declared(type, 'NAME', [role])),
  fc
    .tuple(scalar, fc.option(lengths), marker('derived'))
    .map(([type, dims, role]) => declared(type, `NAME${suffix(dims)}`, [role])),
  scalar.map((type) => `${type} NAME q_broken q_default(${defaultsOf[type]![0]});`),
  fc
    .tuple(scalar, scalar)
    .map(([a, b]) => `struct { ${a} NAMEa; union { ${b} NAMEb; uint8_t NAMEc[4] q_derived; }; };`),
  fc.constantFrom(
    'void (*NAME)(void *, int);',
    'const char *NAME;',
    'uint32_t NAMEa, NAMEb q_immutable, NAMEc[2];',
    'q_unused(3) uint8_t NAME;',
    'struct { uint8_t a; uint16_t b[2]; } NAME;',
    'enum { LOCAL_STRUCT_NAME = 3 } NAME;',
  ),
);

const anyField: Field = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 2, arbitrary: bitField },
  { weight: 2, arbitrary: array },
  { weight: 3, arbitrary: scalar.chain((type) => counted(type, ['{0}'])) },
  { weight: 3, arbitrary: fc.oneof(scalar, fc.constant('char *')).chain(allocated) },
  { weight: 2, arbitrary: text },
  { weight: 4, arbitrary: nested },
  { weight: 2, arbitrary: list },
  { weight: 1, arbitrary: external },
  { weight: 2, arbitrary: union },
  { weight: 1, arbitrary: subsection },
  { weight: 3, arbitrary: other },
);

// ---- headers -----------------------------------------------------------------------------------------------------

const prelude = `#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "qidl.h"
#define LIMIT 100
#define QLIST_HEAD(name, type) struct name { type *lh_first; }
#define QTAILQ_HEAD(name, type) struct name { type *tqh_first; type **tqh_last; }
#define QSIMPLEQ_HEAD(name, type) struct name { type *sqh_first; type **sqh_last; }
#define QSLIST_HEAD(name, type) struct name { type *slh_first; }
enum speed { SLOW, FAST = 7, FASTER = 7, FASTEST = 40 };
typedef enum { MODE_A = -1, MODE_B = 2000 } Mode;
enum wide { NARROW, WIDE = 0x100000000 };
typedef struct Pair { uint16_t a; int8_t b[3]; } Pair;
static inline unsigned clamp(uint32_t n, unsigned most) { return n < most ? n : most; }
`;

/** A last member without a length, which only the last struct can have. */
const tail = fc.option(
  scalar.map((type) => `    uint8_t n_rest;\n    ${type} rest[] q_size(n_rest);\n`),
  { nil: '' },
);

/** Each struct may hold those before it; the first, what the prelude has. */
export const randomHeader: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.array(anyField, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 4 }), tail)
  .map(([structs, rest]) => {
    const texts = structs.map((fields, index) => {
      const lines = fields.map((line, at) => `    ${placed(line, `f${at}`, index)}\n`).join('');
      const end = index === structs.length - 1 ? rest : '';
      return `typedef struct s${index} s${index};\nstruct s${index} {\n${lines}${end}};\n`;
    });
    return prelude + texts.join('');
  });

function placed(line: string, name: string, before: number): string {
  return line
    .replaceAll('NAME', name)
    .replaceAll('STRUCT', `s${before}`)
    .replace(/OTHER(\d)/g, (_, index: string) => (before === 0 ? 'Pair' : `s${Number(index) % before}`));
}
