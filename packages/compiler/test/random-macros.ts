// In: a seed. Out: a text of random definitions and calls, a good part of it valid; or a text with random mistakes.

/** Marsaglia's xorshift: small, and the same everywhere. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const NAMES = ['a', 'b', 'c', 'd', 'f', 'g', 'h', 'k'] as const;
const PARAMETERS = ['x', 'y', 'z'] as const;

export function randomMacros(seed: number): string {
  const random = createRandom(seed);
  for (let warm = 0; warm < 8; warm++) random(2);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)];
  const space = (): string => pick(['', ' ', ' ', '  ', '/**/']);
  const arity = new Map<string, number>();

  const word = (): string =>
    pick([...NAMES, ...NAMES, '1', '2e', '+', '-', '(', ')', ',', '.', '"s"', "'c'", 'E', '<', '=', '##', '#', '\\']);
  const argument = (depth: number): string =>
    pick([
      () => '',
      () => pick(NAMES),
      () => call(depth + 1),
      () => `${pick(NAMES)} ${pick(NAMES)}`,
      () => `(${pick(NAMES)},1)`,
      () => pick(['1', '+', '"q\\n"', "'\\''"]),
    ])();
  const call = (depth = 0): string => {
    const name = pick(NAMES);
    if (depth > 3 || random(5) === 0) return name;
    const count = random(6) === 0 ? random(4) : (arity.get(name) ?? random(3));
    return `${name}${space()}(${Array.from({ length: count }, () => argument(depth)).join(`${space()},${space()}`)})`;
  };
  const body = (parameters: readonly string[], variadic: boolean): string => {
    const items: string[] = [];
    for (let length = random(7); length > 0; length--) {
      const operand = parameters.length > 0 && random(2) > 0 ? pick(parameters) : random(4) > 0 ? pick(NAMES) : call(2);
      const kind = random(12);
      if (kind === 0 && parameters.length > 0) items.push(`#${space()}${pick(parameters)}`);
      else if (kind <= 2 && items.length > 0) items.push(`##${space()}${pick([operand, '1', 'e', '_'])}`);
      else if (kind === 3 && variadic) items.push(`__VA_OPT__(${pick(['', ',', operand, `${operand} ## 1`])})`);
      else if (kind === 4 && variadic) items.push(',##__VA_ARGS__');
      else items.push(kind === 5 ? pick(['+', '(', ')', ',', '"t"', '[', '1']) : operand);
    }
    return items.join(pick([' ', '  ', ' ']));
  };
  const define = (): string => {
    const name = pick(NAMES);
    if (random(3) === 0) {
      arity.delete(name);
      return `#undef ${name}\n#define ${name} ${body([], false)}`;
    }
    const parameters: string[] = PARAMETERS.slice(0, random(4));
    const variadic = random(4) === 0;
    arity.set(name, parameters.length + (variadic ? random(3) : 0));
    const list = [...parameters, ...(variadic ? ['...'] : [])].join(',');
    return `#undef ${name}\n#define ${name}(${list}) ${body([...parameters, ...(variadic ? ['__VA_ARGS__'] : [])], variadic)}`;
  };
  const line = (): string =>
    pick([
      define,
      define,
      define,
      () => Array.from({ length: 1 + random(3) }, () => call()).join(space()),
      () => Array.from({ length: 1 + random(3) }, () => call()).join('\n'),
      () =>
        `#if ${pick(['0', '1', 'defined a', 'a'])} ${random(3) === 0 ? '' : `|| ${random(2)}`}\n${call()}\n#else\n${call()}\n#endif`,
      () => `${pick(NAMES)}\n(${argument(0)})`,
      () => (random(8) === 0 ? word() : call()),
    ])();
  const lines = [
    '#define S(...) S_(__VA_ARGS__)',
    '#define S_(...) #__VA_ARGS__',
    ...Array.from({ length: 6 + random(12) }, line),
  ];
  // What GNU's comma paste does when it is pasted to something itself, nobody ever said.
  return `${lines.join('\n')}\nS(${call()} ${call()})\n`.replaceAll(/(,\s*##\s*__VA_ARGS__)\s*##/g, '$1');
}

const SCRAPS: readonly string[] = [
  ...'( ) ## # /* */ // " \' , < ... %: 0x 1e+ é \\u00e9 😀 \0 \ufeff'.split(' '),
  '\\\n',
  '\n#if 1\n',
  '\n#else\n',
  '\n#endif\n',
  '\n#define f(a,...) a##__VA_ARGS__ f(a)\n',
  'f(',
  '__VA_OPT__(',
  '_Pragma("pack(',
  '\n#include "',
  '__FILE__',
  'defined ',
  '\n#line 5\n',
  '\n#pragma ',
  '\n',
];

/** One of the texts after some cuts, copies and insertions. */
export function withMistakes(texts: readonly string[], seed: number): string {
  const random = createRandom(seed);
  for (let warm = 0; warm < 8; warm++) random(2);
  let text = texts[random(texts.length)];
  for (let edits = 1 + random(8); edits > 0; edits--) {
    const at = random(text.length + 1);
    const from = random(text.length + 1);
    const inserted = [SCRAPS[random(SCRAPS.length)], text.slice(from, from + random(80)), ''][random(3)];
    text = text.slice(0, at) + inserted + text.slice(at + (inserted === '' ? random(30) : 0));
  }
  return text;
}
