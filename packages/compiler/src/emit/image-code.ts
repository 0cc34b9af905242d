// What the emitters of image code share: places in the image as expressions, the typed arrays a function uses, paths
// for errors. Rule: constant offsets from one base, so that every access is one addition and one shift.

import type { Computation, FieldType, IntType, StructModel } from '../model/model.ts';
import { type ComputationContext, countOf } from './computation.ts';
import { type Emission, externalOf, runtime } from './emission.ts';
import { escape } from './escape.ts';
import { type ArrayName, arrayName, type NumberType } from './kinds.ts';

/** Bytes from which TypedArray.set is faster than a loop. */
export const BLOCK_BYTES = 64;

/** A place in the image: a variable (and perhaps more) plus a constant; without a variable, from the image's start. */
export interface At {
  readonly base: string;
  readonly offset: number;
}

export const START: At = { base: 'at', offset: 0 };

export function plus({ base, offset }: At, bytes: number): At {
  return { base, offset: offset + bytes };
}

export function position({ base, offset }: At): string {
  if (base === '') return String(offset);
  return offset === 0 ? base : `${base} + ${offset}`;
}

/** The arrays an image is accessed through: signed integers as unsigned ones of their bits, but for reads of 64. */
export type ImageArray = 'u8' | 'u16' | 'u32' | 'u64' | 'i64' | 'f32' | 'f64';

const SHIFT: { readonly [Name in ImageArray]: number } = { u8: 0, u16: 1, u32: 2, f32: 2, u64: 3, i64: 3, f64: 3 };

const UNSIGNED: { readonly [Name in ArrayName]: ImageArray } = {
  u8: 'u8',
  i8: 'u8',
  u16: 'u16',
  i16: 'u16',
  u32: 'u32',
  i32: 'u32',
  u64: 'u64',
  i64: 'u64',
  f32: 'f32',
  f64: 'f64',
};

export function imageArray(type: NumberType | IntType): ImageArray {
  return UNSIGNED[arrayName(type)];
}

/** The index of an element: `at + 20 >> 2`. */
export function elementAt(array: ImageArray, at: At): string {
  const shift = SHIFT[array];
  if (at.base === '') return String(at.offset >> shift);
  return shift === 0 ? position(at) : `${position(at)} >> ${shift}`;
}

/** The element at a place: `u32[at + 20 >> 2]`. */
export function access(code: ImageCode, array: ImageArray, at: At): string {
  code.arrays.add(array);
  return `${array}[${elementAt(array, at)}]`;
}

/** One function of image code while it is written. */
export interface ImageCode {
  readonly emission: Emission;
  readonly struct: StructModel;
  readonly arrays: Set<ImageArray>;
  /**
   * The image is read where it is, byte by byte, and not from memory `m`; these variables have its integers of 64 bits,
   * by offset.
   */
  readonly longs: ReadonlyMap<number, string> | null;
  /** What is before the paths of its fields. */
  readonly prefix: string;
  /** Views of arrays that are there already, by field. */
  readonly blocks: ReadonlyMap<string, string> | null;
  /** Loops around the present line. */
  depth: number;
}

type Shape = Partial<Pick<ImageCode, 'longs' | 'prefix' | 'blocks'>>;

export function createImageCode(emission: Emission, struct: StructModel, shape: Shape = {}): ImageCode {
  const { longs = null, prefix = '', blocks = null } = shape;
  return { emission, struct, arrays: new Set(), longs, prefix, blocks, depth: 0 };
}

/** `const { u8, u32 } = m;` for what the function turned out to use. */
export function arraysLine({ emission, arrays }: ImageCode): string {
  const own = [...arrays].filter((name) => name.startsWith('u')).sort();
  const more = [...arrays].filter((name) => !name.startsWith('u')).sort();
  const parts: string[] = [];
  if (own.length > 0) parts.push(`{ ${own.join(', ')} } = m`);
  if (more.length > 0) parts.push(`{ ${more.join(', ')} } = ${runtime(emission, 'moreOf')}(m)`);
  return parts.length === 0 ? '' : `const ${parts.join(', ')};`;
}

/** A name that loops around do not use: `array`, `array2`. */
export function local(code: ImageCode, name: string): string {
  return code.depth === 0 ? name : `${name}${code.depth + 1}`;
}

export function loopVariable(code: ImageCode): string {
  return ['i', 'j', 'k', 'l'][code.depth] ?? `i${code.depth}`;
}

/**
 * Loops over `count` elements of `stride` bytes; `body` is given the element's place. `count` may be an expression.
 */
export function loop(
  code: ImageCode,
  count: number | string,
  stride: number,
  at: At,
  body: (item: At, index: string) => void,
): void {
  const { js } = code.emission;
  const index = loopVariable(code);
  js.open(`for (let ${index} = 0; ${index} < ${count}; ${index}++) {`);
  code.depth++;
  body(
    { base: stride === 1 ? `${position(at)} + ${index}` : `${position(at)} + ${index} * ${stride}`, offset: 0 },
    index,
  );
  code.depth--;
  js.close('}');
}

// ---- paths ---------------------------------------------------------------------------------------------------

/** `.fifo`, as it follows the path of the struct: the text of a template literal. */
export function pathOf(name: string): string {
  const member = escape(name, 'member');
  // A name has none of what ends a template literal.
  return member.startsWith('.') ? member : member.replace(/[`\\]|\$\{/g, '\\$&');
}

/** A path in JavaScript: `'.data'`, or `.units[${i}]` as a template. */
export function pathText(path: string): string {
  return path.includes('${') || path.includes('\\') || path.includes("'") ? `\`${path}\`` : `'${path}'`;
}

/** A statement whose errors have paths from `path` on. */
export function within(emission: Emission, path: string, statement: string): void {
  emission.js.line(
    `try { ${statement} } catch (error) { throw ${runtime(emission, 'within')}(error, ${pathText(path)}); }`,
  );
}

// ---- counts --------------------------------------------------------------------------------------------------

/** A count in terms of the value `object`. */
export function countFrom(emission: Emission, size: Computation, object: string): string {
  return countOf(size, valueContext(emission, object));
}

export function valueContext(emission: Emission, object: string): ComputationContext {
  return {
    field: (path) => object + path.map((name) => escape(name, 'member')).join(''),
    function: (name) => externalOf(emission, name),
    whole: () => object,
    global: (name) => emission.names.global(name),
    runtime: (name) => runtime(emission, name),
  };
}

export function isScalar(type: FieldType): boolean {
  return (
    type.kind === 'int' ||
    type.kind === 'bool' ||
    type.kind === 'float' ||
    type.kind === 'enum' ||
    type.kind === 'bitfield'
  );
}
