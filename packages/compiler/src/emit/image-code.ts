// What the emitters of image code share: places in the image as expressions, the typed arrays a function uses, paths
// for errors. Rule: constant offsets from one base, so that every access is one addition and one shift.

import type { Computation, FieldPath, FieldType } from '../model/model.ts';
import { type ComputationContext, countOf } from './computation.ts';
import { type Emission, externalOf, runtime } from './emission.ts';
import { escape } from './escape.ts';
import type { Struct } from './struct.ts';

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

interface ArrayTexts {
  /** An element's bytes, as a power of two. */
  readonly shift: number;
  /** Stands for it in sets. */
  readonly bit: number;
  /** What is around the offset of an element from `at`. */
  readonly before: string;
  readonly after: string;
}

function arrayTexts(name: string, shift: number, bit: number): ArrayTexts {
  return { shift, bit, before: `${name}[at + `, after: shift === 0 ? ']' : ` >> ${shift}]` };
}

/** By name, in the order of their declaration. */
const ARRAYS: { readonly [Name in ImageArray]: ArrayTexts } = {
  u16: arrayTexts('u16', 1, 1),
  u32: arrayTexts('u32', 2, 2),
  u64: arrayTexts('u64', 3, 4),
  u8: arrayTexts('u8', 0, 8),
  f32: arrayTexts('f32', 2, 16),
  f64: arrayTexts('f64', 3, 32),
  i64: arrayTexts('i64', 3, 64),
};

/** Those of every memory. */
const USUAL = 15;

/** The index of an element: `at + 20 >> 2`. */
export function elementAt(array: ImageArray, { base, offset }: At): string {
  const { shift } = ARRAYS[array];
  if (base === '') return String(offset >> shift);
  if (offset === 0) return shift === 0 ? base : `${base} >> ${shift}`;
  return shift === 0 ? `${base} + ${offset}` : `${base} + ${offset} >> ${shift}`;
}

/** The element at a place: `u32[at + 20 >> 2]`. */
export function access(code: ImageCode, array: ImageArray, at: At): string {
  const { bit, before, after } = ARRAYS[array];
  code.arrays |= bit;
  // Nearly all are: said with the fewest pieces.
  if (at.base === 'at' && at.offset !== 0) return before + at.offset + after;
  return `${array}[${elementAt(array, at)}]`;
}

/** The function needs the array. */
export function uses(code: ImageCode, array: ImageArray): void {
  code.arrays |= ARRAYS[array].bit;
}

const NAMES = Object.keys(ARRAYS) as ImageArray[];

/** The names of the arrays in a set of their bits. */
function arrayNames(bits: number): string {
  let names = '';
  for (const name of NAMES) if ((bits & ARRAYS[name].bit) !== 0) names += names === '' ? name : `, ${name}`;
  return names;
}

/** One function of image code while it is written. */
export interface ImageCode {
  readonly emission: Emission;
  readonly struct: Struct;
  /** The bits of those it uses. */
  arrays: number;
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

export function createImageCode(emission: Emission, struct: Struct, shape: Shape = {}): ImageCode {
  const { longs = null, prefix = '', blocks = null } = shape;
  return { emission, struct, arrays: 0, longs, prefix, blocks, depth: 0 };
}

/** `const { u32, u8 } = m;` for what the function turned out to use. */
export function arraysLine({ emission, arrays }: ImageCode): string {
  if (arrays === 0) return '';
  const usual = arrays & USUAL;
  const own = usual === 0 ? '' : `{ ${arrayNames(usual)} } = m`;
  if (arrays === usual) return `const ${own};`;
  const more = `{ ${arrayNames(arrays - usual)} } = ${runtime(emission, 'moreOf')}(m)`;
  return usual === 0 ? `const ${more};` : `const ${own}, ${more};`;
}

/** The arrays of memory that has only the usual ones. */
export function usualArrays({ arrays }: ImageCode): string {
  return arrayNames(arrays & USUAL);
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

export function memberText(path: FieldPath): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : escape(part, 'member'))).join('');
}

export function valueContext(emission: Emission, object: string): ComputationContext {
  return {
    field: (path) => object + memberText(path),
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
