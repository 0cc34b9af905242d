// Out: random C records with everything that decides a layout: bit-fields of all types and widths, packed and aligned
// on members, types and typedefs, #pragma pack, anonymous and nested members, flexible and zero-length arrays.
// Rule: names are unique in a header, so a field is known by its name alone; the same seed gives the same text.

export interface RandomField {
  readonly name: string;
  /** From the record: `m3.m4`. */
  readonly path: string;
  readonly bitField: boolean;
}

export interface RandomRecord {
  /** `struct s3`. */
  readonly type: string;
  readonly fields: readonly RandomField[];
}

export interface RandomHeader {
  readonly text: string;
  readonly records: readonly RandomRecord[];
}

/** What not every compiler or target has. */
export interface Features {
  readonly int128: boolean;
  readonly msStruct: boolean;
  /** `_Atomic long long`, aligned to its size whatever is around it. */
  readonly atomic64: boolean;
}

const prelude = `enum e_small { ES_A, ES_B = 5 };
enum e_neg { EN_A = -3, EN_Z = 100000 };
enum e_big { EB_A = 0xffffffffu };
enum e_wide { EW_A = 0x100000000 };
enum __attribute__((packed)) e_packed { EP_A, EP_B = 200 };
enum __attribute__((packed)) e_short { EH_A = -1, EH_B = 200 };
typedef unsigned char u8; typedef unsigned short u16; typedef unsigned int u32; typedef unsigned long long u64;
typedef u32 u32_al8 __attribute__((aligned(8)));
typedef u64 u64_al4 __attribute__((aligned(4)));
typedef u64 u64_al2 __attribute__((aligned(2)));
typedef double double_al16 __attribute__((aligned(16)));
typedef int vec3[3]; typedef void (*handler_t)(void *, int); typedef char grid[2][3];
struct incomplete;
`;

const fieldTypes = [
  'signed char',
  'unsigned char',
  'char',
  'u8',
  'short',
  'u16',
  'int',
  'unsigned',
  'u32',
  'long',
  'unsigned long',
  'long long',
  'u64',
  '_Bool',
  'enum e_small',
  'enum e_packed',
  'enum e_short',
  'u64_al4',
  'enum e_neg',
  'enum e_big',
];
const widths: Readonly<Record<string, number>> = {
  'signed char': 8,
  'unsigned char': 8,
  char: 8,
  u8: 8,
  short: 16,
  u16: 16,
  _Bool: 1,
  'enum e_packed': 8,
  // Under -fshort-enums.
  'enum e_small': 8,
  'enum e_short': 16,
  'long long': 64,
  u64: 64,
  u64_al4: 64,
};
const plainTypes = [
  ...fieldTypes,
  'float',
  'double',
  'long double',
  'void *',
  'handler_t',
  'vec3',
  'grid',
  'enum e_wide',
  'u64_al2',
  'double_al16',
  'u32_al8',
  'double _Complex',
  '_Atomic int',
];

export function randomHeader(seed: number, count: number, features: Features): RandomHeader {
  const random = generator(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const chance = (n: number): boolean => below(100) < n;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  let members = 0;
  const records: RandomRecord[] = [];
  const flexibleOnes: RandomRecord[] = [];
  const types = [
    ...plainTypes,
    ...(features.int128 ? ['__int128'] : []),
    ...(features.atomic64 ? ['_Atomic long long'] : []),
  ];

  const aligned = (): string =>
    chance(15) ? ' __attribute__((aligned))' : ` __attribute__((aligned(${pick([1, 2, 4, 8, 16, 32])})))`;

  function bitField(fields: RandomField[], prefix: string): string {
    const type = pick(fieldTypes);
    const most = widths[type] ?? 32;
    if (chance(12)) return `${type} :0;`;
    const width = chance(20) ? most : 1 + below(most);
    if (chance(10)) return `${type} :${width};`;
    const name = `m${++members}`;
    fields.push({ name, path: prefix + name, bitField: true });
    const attribute = chance(8) ? aligned() : chance(6) ? ' __attribute__((packed))' : '';
    return `${pick(['', 'const ', 'volatile '])}${type} ${name} : ${width}${attribute};`;
  }

  function nested(fields: RandomField[], prefix: string, depth: number): string {
    const anonymous = chance(50);
    const name = anonymous ? '' : `m${++members}`;
    const inner: RandomField[] = [];
    const body = bodyOf(inner, anonymous ? prefix : `${prefix}${name}.`, depth + 1, false);
    const dims = anonymous || chance(80) ? '' : `[${1 + below(3)}]`;
    // Fields of an array's elements have no one place.
    if (dims === '') fields.push(...inner);
    if (!anonymous) fields.push({ name, path: prefix + name, bitField: false });
    return `${chance(60) ? 'struct' : 'union'} { ${body} }${typeAttributes()} ${name}${dims};`;
  }

  function plain(fields: RandomField[], prefix: string): string {
    const isRecord = records.length > 0 && chance(15);
    const known = isRecord ? pick(records).type : pick(types);
    const name = `m${++members}`;
    fields.push({ name, path: prefix + name, bitField: false });
    const overAligned = known === 'u32_al8' || known === 'double_al16';
    const dims =
      overAligned || chance(75)
        ? ''
        : chance(10) && !known.startsWith('_Atomic')
          ? '[0]'
          : `[${1 + below(5)}]${chance(30) ? `[${1 + below(3)}]` : ''}`;
    const alignas = !isRecord && chance(3) ? '_Alignas(16) ' : '';
    const attribute = chance(8) ? aligned() : chance(8) ? ' __attribute__((packed))' : '';
    return `${alignas}${known} ${name}${dims}${attribute};`;
  }

  function bodyOf(fields: RandomField[], prefix: string, depth: number, outer: boolean): string {
    const parts: string[] = [];
    for (let n = 1 + below(outer ? 12 : 4); n > 0; n--) {
      if (chance(50)) parts.push(bitField(fields, prefix));
      else if (depth < 3 && chance(20)) parts.push(nested(fields, prefix, depth));
      else parts.push(plain(fields, prefix));
    }
    return parts.join(' ');
  }

  function typeAttributes(): string {
    const list: string[] = [];
    if (chance(12)) list.push('packed');
    if (chance(12)) list.push(`aligned(${pick([1, 2, 4, 8, 16])})`);
    if (features.msStruct && chance(30)) list.push('ms_struct');
    return list.length === 0 ? '' : ` __attribute__((${list.join(', ')}))`;
  }

  let text = prelude;
  for (let i = 0; i < count; i++) {
    const fields: RandomField[] = [];
    const type = `${chance(85) ? 'struct' : 'union'} s${i}`;
    const body = bodyOf(fields, '', 0, true);
    const flexible =
      type.startsWith('struct') && fields.some(({ path }) => !path.includes('.')) && chance(5)
        ? ` ${pick(['char', 'double', 'u16'])} m${++members}[];`
        : '';
    const declaration = `${type} { ${body}${flexible} }${typeAttributes()};\n`;
    const pack = chance(20) ? pick([1, 2, 4, 8, 16]) : 0;
    text += pack === 0 ? declaration : `#pragma pack(push, ${pack})\n${declaration}#pragma pack(pop)\n`;
    // A record with a flexible array may not be an array's element: it is left to itself.
    if (flexible === '') records.push({ type, fields });
    else flexibleOnes.push({ type, fields });
  }
  return { text, records: [...records, ...flexibleOnes] };
}

/** Numbers from 0 to 1 by mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
