// Source maps, by searching tokens: from a name in the generated text to the same name in the header.

import { describe, expect, test } from 'vitest';
import { createMappings } from '../src/emit/source-map.ts';
import type { Place } from '../src/model/model.ts';
import type { SourceMap } from '../src/options.ts';
import { array, constant, enumeration, field, model, struct, u32, u8 } from './emit-models.ts';
import { createSourceFile } from '../src/source/text.ts';
import { emitModule } from '../src/emit/module.ts';

const header = `/* A header. */
#define LIMIT 16
enum Mode { OFF, ON };
struct Fifo {
	uint8_t data[16];
    uint32_t count;
};
`;
const include = `struct Part { uint32_t inner; };\n`;

const placeIn =
  (text: string, path: string | null) =>
  (token: string): Place => {
    const start = text.search(new RegExp(`\\b${token}\\b`));
    return { path, line: text.slice(0, start).split('\n').length, start, end: start + token.length };
  };
const at = placeIn(header, null);
const inside = placeIn(include, '/src/regs/part.h');

const mode = enumeration('Mode', { OFF: 0n, ON: 1n });
const source = model(
  [
    struct('Part', [field('inner', u32, { place: inside('inner') })], { place: inside('Part') }),
    struct('Fifo', [field('data', array(u8, 16), { place: at('data') }), field('count', u32, { place: at('count') })], {
      place: at('Fifo'),
    }),
  ],
  {
    enums: [{ ...mode, place: at('Mode'), values: mode.values.map((value) => ({ ...value, place: at(value.name) })) }],
    constants: [
      { name: 'LIMIT', value: constant(16n), type: { bits: 32, signed: true }, doc: null, place: at('LIMIT') },
    ],
  },
);
const { code, map, dts, dtsMap } = emitModule(source, {
  importSuffix: '',
  path: '/src/test.qidl.h',
  fileOf: (path) => createSourceFile(path ?? '', path === null ? header : include),
});

const SEGMENT_SIZE = 5;

function encode(segments: readonly number[]): string {
  const mappings = createMappings();
  for (let i = 0; i < segments.length; i += SEGMENT_SIZE) {
    const [line, column, source, sourceLine, sourceColumn] = segments.slice(i, i + SEGMENT_SIZE);
    mappings.add(line, column, source, sourceLine, sourceColumn);
  }
  return mappings.finish();
}

/** Five numbers per segment: generated line and column, source, its line and column. */
function decode(mappings: string): number[] {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const segments: number[] = [];
  const state = [0, 0, 0];
  for (const [line, text] of mappings.split(';').entries()) {
    let column = 0;
    for (const segment of text === '' ? [] : text.split(',')) {
      const values: number[] = [];
      let value = 0;
      let shift = 0;
      for (const digit of segment) {
        const bits = digits.indexOf(digit);
        value |= (bits & 31) << shift;
        shift += 5;
        if (bits & 32) continue;
        values.push(value & 1 ? -(value >> 1) : value >> 1);
        value = shift = 0;
      }
      column += values[0];
      for (let i = 0; i < 3; i++) state[i] += values[i + 1];
      segments.push(line, column, ...state);
    }
  }
  return segments;
}

/** Where in the sources the map leads from a place in the generated text: the last segment at or before it. */
function trace(
  { mappings }: SourceMap,
  line: number,
  column: number,
): { source: number; line: number; column: number } | null {
  const all = decode(mappings);
  let found = null;
  for (let i = 0; i < all.length; i += 5) {
    if (all[i] === line && all[i + 1] <= column) found = { source: all[i + 2], line: all[i + 3], column: all[i + 4] };
  }
  return found;
}

/** The text in the sources to which the `nth` occurrence of a token leads. */
function target(text: string, sourceMap: SourceMap, pattern: RegExp): { file: string; text: string } | null {
  const match = pattern.exec(text)!;
  const offset = match.index + match[0].lastIndexOf(match[1]);
  const line = text.slice(0, offset).split('\n').length - 1;
  const place = trace(sourceMap, line, offset - (text.lastIndexOf('\n', offset - 1) + 1));
  if (place === null) return null;
  return {
    file: sourceMap.sources[place.source],
    text: sourceMap.sourcesContent[place.source].split('\n')[place.line].slice(place.column),
  };
}

describe('the declaration map', () => {
  test.for<[string, RegExp, string, string]>([
    ['a struct', /interface (Fifo) /, 'test.qidl.h', 'Fifo {'],
    ['a field', /^  (data): Uint8Array/m, 'test.qidl.h', 'data[16];'],
    ['a field after a tab', /^  (count): number/m, 'test.qidl.h', 'count;'],
    ['a function', /function (saveFifo)/, 'test.qidl.h', 'Fifo {'],
    ['an enum', /const (Mode):/, 'test.qidl.h', 'Mode { OFF, ON };'],
    ['an enumerator', /readonly (ON):/, 'test.qidl.h', 'ON };'],
    ['a constant', /const (LIMIT):/, 'test.qidl.h', 'LIMIT 16'],
    ['a field of an include', /^  (inner): number/m, 'regs/part.h', 'inner; };'],
  ])('%s', ([, pattern, file, text]) => expect(target(dts, dtsMap!, pattern)).toEqual({ file, text }));

  test('has a segment at the end of each name, too', () => {
    const line = dts.slice(0, dts.indexOf('  data: ')).split('\n').length - 1;
    expect(trace(dtsMap!, line, 6)).toEqual({
      source: dtsMap!.sources.indexOf('test.qidl.h'),
      line: 4,
      column: 1 + 'uint8_t data'.length,
    });
  });
});

describe('the source map', () => {
  test.for<[string, RegExp, string]>([
    ['a store', /(u32)\[at \+ 16 >> 2\] = value\.count;/, 'count;'],
    ['a load', /(into)\.count = /, 'count;'],
    ['a visit', /(o)\.data = v\.numbers/, 'data[16];'],
    ['a new one', /(count): init\.count/, 'count;'],
  ])('%s leads to its field', ([, pattern, text]) =>
    expect(target(code, map!, pattern)).toEqual({ file: 'test.qidl.h', text }),
  );
});

test('segments of any size and sign are encoded', () => {
  const segments = [0, 0, 0, 0, 0, 0, 7, 0, 15, 16, 2, 16, 1, 1000, 5, 2, 20, 0, 3, 100_000, 9, 0, 0, 0, 0];
  expect(decode(encode(segments))).toEqual(segments);
  expect(encode([0, 0, 0, 0, 0, 1, 1, 0, 16, 0])).toBe('AAAA;CAgBA');
});

test('columns are right far along a line', () => {
  const names = Array.from({ length: 500 }, (_, index) => `f${index}`);
  const text = `struct Long { ${names.map((name) => `uint8_t ${name};`).join(' ')} };`;
  const place = (name: string): Place => {
    const start = text.search(new RegExp(`\\b${name}\\b`));
    return { path: null, line: 1, start, end: start + name.length };
  };
  const fields = names.map((name) => field(name, u8, { place: place(name) }));
  const { dtsMap } = emitModule(model([struct('Long', fields, { place: place('Long') })]), {
    importSuffix: '',
    path: '',
    fileOf: () => createSourceFile('', text),
  });
  const columns = decode(dtsMap!.mappings).filter((_, index) => index % SEGMENT_SIZE === 4);
  expect(Math.max(...columns)).toBe(place('f499').end);
});
