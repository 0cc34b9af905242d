// The one table of markers: what each means, how every generation spelled it, where it may stand, what it takes, what
// it forbids, and what it does. Out of it: the parser's lexicon, the words a preprocessor must leave alone, the table
// of docs/language.md. Rule: language.md; a spelling stands here and nowhere else in the compiler.

import { intern } from '../lex/atoms.ts';
import type { ArgumentSyntax, MarkerLexicon, MarkerSyntax } from '../parse/syntax.ts';

export type RoleMeaning = 'standard' | 'immutable' | 'host' | 'derived' | 'broken' | 'elsewhere';
export type ShapeMeaning =
  | 'default'
  | 'optional'
  | 'size'
  | 'type'
  | 'string'
  | 'version'
  | 'subsection'
  | 'needed'
  | 'name'
  | 'js_name'
  | 'renamed_from'
  | 'union'
  | 'case'
  | 'property'
  | 'property_bit';
export type StructMeaning = 'minimum_version' | 'skip_state' | 'skip_properties' | 'outputs';
export type DeclarationMeaning =
  | 'declare'
  | 'start'
  | 'end'
  | 'declaration'
  | 'export'
  | 'annotate'
  | 'struct'
  | 'enum'
  | 'immutable_types'
  | 'enable'
  | 'implement';
export type Meaning =
  | RoleMeaning
  | ShapeMeaning
  | StructMeaning
  | DeclarationMeaning
  | 'unused'
  | 'group'
  | 'serialize';

/** Where a marker counts. 'struct': among the arguments of QIDL_DECLARE, QIDL_START, QIDL_STRUCT. */
export type Home = 'field' | 'struct' | 'declaration' | 'statement' | 'group';

/** Spellings by generation; a `QIDL(word)` is listed by its word. */
export interface Spellings {
  readonly qc: readonly string[];
  readonly group: readonly string[];
  readonly camel: readonly string[];
  readonly snake: readonly string[];
}

export interface Annotation {
  readonly meaning: Meaning;
  readonly spellings: Spellings;
  readonly homes: readonly Home[];
  /** Fewest and most arguments. */
  readonly arguments: readonly [least: number, most: number];
  /** Syntax of the i-th argument; the last one repeats. */
  readonly syntax: readonly ArgumentSyntax[];
  /** What the arguments are called in the docs: `(n)`; '' without. */
  readonly shown: string;
  /** Markers that cannot stand on the same field. */
  readonly conflicts: readonly Meaning[];
  /** May stand on one field more than once. */
  readonly repeats: boolean;
  readonly save: string;
  readonly load: string;
}

type Row = Partial<Omit<Annotation, 'meaning' | 'spellings'>> & Partial<Spellings>;

const ANY = 255;
const ROLES: readonly string[] = [
  'standard',
  'immutable',
  'host',
  'derived',
  'broken',
  'elsewhere',
] satisfies RoleMeaning[];
/** What says how a field is written, and so cannot stand on one that is not (language.md, rule 4). */
const WRITING: readonly ShapeMeaning[] = [
  'optional',
  'size',
  'default',
  'version',
  'subsection',
  'needed',
  'renamed_from',
];

const rows: Record<Meaning, Row> = {
  standard: {
    ...role('standard', []),
    qc: [],
    homes: ['field'],
    group: ['standard'],
    save: 'written',
    load: 'read; missing is an error',
  },
  immutable: { ...role('immutable', ['size']), save: '–', load: 'left alone' },
  host: { ...role('host', ['size']), save: '–', load: 'left alone' },
  derived: { ...role('derived', []), save: '–', load: 'recomputed by a hook' },
  broken: { ...role('broken', ['default']), save: '–', load: 'left alone; warning at build' },
  elsewhere: { ...role('elsewhere', ['size']), save: '–', load: 'left alone' },
  default: {
    ...value('(x)'),
    qc: ['_default', '_default_is'],
    group: ['default', 'default_is'],
    camel: ['qDefault'],
    snake: ['q_default'],
    save: 'written only if ≠ x',
    load: 'x assigned first; missing is fine; present but malformed is an error',
  },
  optional: {
    qc: ['_optional'],
    group: ['optional'],
    camel: ['qOptional'],
    snake: ['q_optional'],
    save: 'written only if present',
    load: 'presence restored',
  },
  size: {
    ...value('(n)'),
    qc: ['_size_is'],
    group: ['size_is', 'size'],
    camel: ['qSize'],
    snake: ['q_size'],
    conflicts: ['string', 'type', 'union'],
    save: 'first n elements',
    load: 'n elements; the rest zero',
  },
  type: {
    qc: ['_type_is', '_type_of'],
    group: ['type_is', 'type_of', 'type'],
    camel: ['qType'],
    snake: ['q_type'],
    arguments: [1, 1],
    syntax: ['type'],
    shown: '(T)',
    conflicts: ['size', 'string', 'union'],
    save: 'list of T',
    load: 'list of T',
  },
  string: {
    qc: ['_string'],
    group: ['string', 'str'],
    camel: ['qString'],
    snake: ['q_string', 'q_str'],
    conflicts: ['size', 'type', 'union'],
    save: 'text up to the NUL',
    load: 'bounded copy; too long is an error',
  },
  version: {
    ...value('(n)'),
    qc: ['_version'],
    group: ['version'],
    camel: ['qVersion'],
    snake: ['q_version'],
    homes: ['field', 'struct'],
    save: 'always written',
    load: 'a stream older than n: the default if there is one, else left as it is; JSON: may be missing',
  },
  property: {
    ...value('("name"[, bit][, default])', 1, 3),
    group: ['property'],
    camel: ['qProperty'],
    snake: ['q_property'],
    repeats: true,
    save: 'implies immutable unless q_standard is given too',
    load: '–',
  },
  property_bit: {
    ...value('("name", bit[, default])', 2, 3),
    group: ['property_bit'],
    snake: ['q_property_bit'],
    repeats: true,
    save: 'implies immutable unless q_standard is given too',
    load: '–',
  },
  subsection: {
    ...value('("parent/x"[, version])', 1, 2),
    group: ['subsection'],
    snake: ['q_subsection'],
    save: 'in the named subsection, with the other fields of that name',
    load: 'missing is fine',
  },
  needed: {
    ...value('(expression)'),
    group: ['needed'],
    snake: ['q_needed'],
    save: 'the subsection is written if the expression holds',
    load: '–',
  },
  name: {
    ...value('("wire")'),
    group: ['name'],
    snake: ['q_name'],
    homes: ['field', 'struct'],
    save: 'written under this name',
    load: 'read under this name',
  },
  js_name: {
    ...value('("x")'),
    group: ['js_name'],
    snake: ['q_js_name'],
    homes: ['field', 'struct'],
    save: 'the name of the property or export in JavaScript',
    load: 'the same',
  },
  renamed_from: {
    ...value('("old")'),
    group: ['renamed_from'],
    snake: ['q_renamed_from'],
    repeats: true,
    save: '–',
    load: 'also read under the old name',
  },
  union: {
    ...value('(tag)'),
    group: ['union'],
    snake: ['q_union'],
    conflicts: ['size', 'string', 'type'],
    save: 'the case that the tag selects',
    load: 'the case that the tag selects',
  },
  case: {
    ...value('(value…)', 1, ANY),
    group: ['case'],
    snake: ['q_case'],
    save: 'written when the tag has one of the values',
    load: 'read when the tag has one of the values',
  },
  unused: {
    ...value('(bytes)'),
    snake: ['q_unused'],
    save: 'that many zero bytes before the field, on the wire only',
    load: 'skipped',
  },
  group: { group: [], snake: ['QIDL'], homes: ['group'], arguments: [1, ANY], syntax: ['marker', 'expression'] },
  serialize: { group: ['serialize'], homes: ['group'], arguments: [1, ANY], syntax: ['marker', 'expression'] },
  minimum_version: {
    ...value('(n)'),
    group: ['minimum_version'],
    homes: ['struct'],
    save: '–',
    load: 'an older stream is an error',
  },
  skip_state: {
    group: ['skip_state'],
    homes: ['struct'],
    save: 'no field of the struct',
    load: 'no field of the struct',
  },
  skip_properties: {
    group: ['skip_properties'],
    homes: ['struct'],
    save: 'no properties in the descriptor',
    load: '–',
  },
  outputs: {
    group: ['state', 'vmstate', 'properties'],
    homes: ['struct'],
    save: 'nothing: what it names was made on demand in 2012, and is always made',
    load: '–',
  },
  declare: {
    ...declaration('(Name[, arguments]) { … };', ['QIDL_DECLARE', 'QIDL_DECLARE_PUBLIC']),
    save: 'the struct is exported',
  },
  start: { ...declaration('(Name[, arguments]) typedef struct …', ['QIDL_START']), save: 'the type is exported' },
  end: { ...declaration('(Name)', ['QIDL_END']), arguments: [0, 1], syntax: ['expression'], save: 'ends QIDL_START' },
  declaration: {
    ...declaration(' typedef struct …', []),
    qc: ['qc_declaration'],
    arguments: [0, 0],
    syntax: [],
    save: 'the type is exported',
  },
  export: statement('(struct foo)', 'QIDL_EXPORT', 1, ['type'], 'exports a type of an include'),
  annotate: statement(
    '(struct foo, member, marker…)',
    'QIDL_ANNOTATE',
    ANY,
    ['type', 'expression', 'marker'],
    'marks a field from outside',
  ),
  struct: statement('(Name, arguments)', 'QIDL_STRUCT', ANY, ['type', 'marker'], 'gives a struct its arguments'),
  enum: statement(
    '(Name, PREFIX_)',
    'QIDL_ENUM',
    2,
    ['expression', 'expression'],
    'makes the constants of one prefix an enum',
  ),
  immutable_types: statement('(T, …)', 'QIDL_IMMUTABLE_TYPES', ANY, ['type'], 'fields of these types are immutable'),
  enable: statement('()', 'QIDL_ENABLE', 0, [], 'nothing: it put generated code into a C file'),
  implement: {
    ...declaration('(Name[, arguments])', ['QIDL_IMPLEMENT_PUBLIC']),
    homes: ['statement'],
    save: 'nothing: it said which C file has the code of QIDL_DECLARE_PUBLIC',
  },
};

function role(word: RoleMeaning, allowed: readonly ShapeMeaning[]): Row {
  const capital = word[0].toUpperCase() + word.slice(1);
  const others = ROLES.filter((other) => other !== word) as RoleMeaning[];
  const writing = word === 'standard' ? [] : WRITING.filter((shape) => !allowed.includes(shape));
  return {
    qc: [`_${word}`],
    group: [word],
    camel: [`q${capital}`],
    snake: [`q_${word}`],
    homes: ['field', 'struct'],
    conflicts: [...others, ...writing],
  };
}

function value(shown: string, least = 1, most = 1): Row {
  return { arguments: [least, most], syntax: ['expression'], shown };
}

function declaration(shown: string, snake: readonly string[]): Row {
  return { snake, shown, homes: ['declaration'], arguments: [1, ANY], syntax: ['expression', 'marker'], load: '–' };
}

function statement(shown: string, word: string, most: number, syntax: readonly ArgumentSyntax[], save: string): Row {
  const least = Math.min(most, syntax.length);
  return { snake: [word], shown, homes: ['statement'], arguments: [least, most], syntax, save, load: '–' };
}

/** Every marker by meaning, in the order of the docs. */
export const annotations: ReadonlyMap<string, Annotation> = new Map(
  Object.entries(rows).map(([meaning, row]) => [meaning, annotation(meaning as Meaning, row)]),
);

function annotation(meaning: Meaning, row: Row): Annotation {
  return {
    meaning,
    spellings: { qc: row.qc ?? [], group: row.group ?? [], camel: row.camel ?? [], snake: row.snake ?? [] },
    homes: row.homes ?? ['field'],
    arguments: row.arguments ?? [0, 0],
    syntax: row.syntax ?? [],
    shown: row.shown ?? '',
    conflicts: row.conflicts ?? [],
    repeats: row.repeats ?? false,
    save: row.save ?? '',
    load: row.load ?? '',
  };
}

/** Whether a marker says what becomes of a field: a field has at most one of these. */
export function isRole(meaning: string): meaning is RoleMeaning {
  return ROLES.includes(meaning);
}

let lexicon: MarkerLexicon | null = null;

/** What the parser has to know of markers: their syntax by the atom of each spelling. Built once. */
export function markerLexicon(): MarkerLexicon {
  if (lexicon !== null) return lexicon;
  const byAtom = new Map<number, MarkerSyntax>();
  const group = new Map<number, MarkerSyntax>();
  for (const row of annotations.values()) {
    const { qc, camel, snake } = row.spellings;
    for (const word of [...qc, ...camel, ...snake]) byAtom.set(intern(word), syntaxOf(row, word));
    for (const word of row.spellings.group) group.set(intern(word), syntaxOf(row, word));
  }
  lexicon = { byAtom, group };
  return lexicon;
}

function syntaxOf(row: Annotation, spelling: string): MarkerSyntax {
  const [least, most] = row.arguments;
  return { spelling, meaning: row.meaning, form: formOf(row.homes), least, most, syntax: row.syntax };
}

function formOf(homes: readonly Home[]): MarkerSyntax['form'] {
  if (homes.includes('group')) return 'group';
  if (homes.includes('declaration')) return 'wrap';
  return homes.includes('statement') ? 'statement' : 'field';
}

/** The names a preprocessor never expands in exporting files: every spelling but the words inside `QIDL( … )`. */
export function reservedAtoms(): ReadonlySet<number> {
  return new Set(markerLexicon().byAtom.keys());
}

/** The marker table of docs/language.md, as markdown rows with their head. */
export function markerTable(): readonly string[] {
  const head = ['| meaning | `qc` | `QIDL()` | camel | snake | on save | on load |', '|---|---|---|---|---|---|---|'];
  const shown = [...annotations.values()].filter((row) => !row.homes.includes('group'));
  return [...head, ...shown.map(tableRow)];
}

function tableRow(row: Annotation): string {
  const { qc, group, camel, snake } = row.spellings;
  const called = (words: readonly string[]): string => words.map((word) => `\`${word}${row.shown}\``).join(', ') || '–';
  const isWord = !row.homes.includes('field');
  const inner = row.shown.startsWith('(') ? `, ${row.shown.slice(1, -1)}` : '';
  const grouped =
    group.map((word) => (isWord ? `\`${word}${row.shown}\`` : `\`QIDL(${word}${inner})\``)).join(', ') || '–';
  const cells = [
    row.meaning.replaceAll('_', ' '),
    called(qc),
    grouped,
    called(camel),
    called(snake),
    row.save,
    row.load,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
