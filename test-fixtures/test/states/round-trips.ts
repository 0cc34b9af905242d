// In: a compiled struct, and two of its states. Out: nothing, or a failed expectation.
// Rule: what every format promises (module.md): what was saved is loaded, formats agree with each other, equal states
// are equal everywhere and different ones nowhere.

import {
  clone,
  diff,
  equals,
  fromJson,
  fromObject,
  getPath,
  hash,
  setPath,
  toJson,
  toObject,
  type VisitFunction,
  walk,
} from '@qidl/runtime';
import type { StructModel } from '@qidl/compiler';
import { expect } from 'vitest';
import type { Functions } from './computation.ts';
import { imageByTheBook } from './image-by-the-book.ts';
import { named, type Compiled } from './modules.ts';
import { objectByTheBook } from './object-by-the-book.ts';
import { knownOf, type Known, type State } from './random-state.ts';
import { checkVisit } from './visits.ts';

/** Fields whose paths are followed one by one: each is a visit of the whole. */
const PATHS = 12;

type Hooks = Readonly<Record<string, (state: State) => State>>;
type Visit = VisitFunction<State, Hooks>;

/** `functions`: of that option. Fails without the text of the modules in the stack: their URLs are all of it. */
export function checkStruct(
  compiled: Compiled,
  struct: StructModel,
  init: State,
  otherInit: State,
  functions: Functions = {},
): void {
  try {
    checkFormats(compiled, struct, init, otherInit, functions);
  } catch (error) {
    if (error instanceof Error) error.stack = error.stack?.replace(/data:[^:)]*/g, '(generated)');
    throw error;
  }
}

function checkFormats(
  compiled: Compiled,
  struct: StructModel,
  init: State,
  otherInit: State,
  functions: Functions,
): void {
  const { module, structs } = compiled;
  const of = (verb: string): string => named(verb, struct.name);
  const call = (verb: string, ...given: unknown[]): State => module[of(verb)](...given);
  const visit: Visit = module[of('visit')];
  const hooks = hooksOf(structs);
  const state = call('create', init);
  // A T takes what it is made of: each is made of its own.
  const another = (): State => copyOf(call('create', otherInit))!;
  const other = another();
  const isEqual = (found: State): void => {
    if (!equals(visit, state, found)) expect(toObject(visit, found)).toEqual(toObject(visit, state));
    expect(equals(visit, state, found)).toBe(true);
  };

  const image = Buffer.from(call('saveOwn', state) as never);
  expect(Buffer.from(call('save', state) as never).equals(image)).toBe(true);
  const decoded = call('decode', image, hooks);
  const loaded = call('load', image, another(), hooks);
  isEqual(call('load', image, call('create'), hooks));
  // Nothing of what was loaded is shared with what is loaded next, nor with an image.
  const otherImage = call('saveOwn', other) as unknown as Uint8Array;
  call('load', otherImage, call('create'), hooks);
  call('decode', otherImage, hooks);
  isEqual(decoded);
  isEqual(loaded);
  expect(Buffer.from(call('save', decoded) as never).equals(image)).toBe(true);
  const room = new Uint8Array(image.length + 16);
  expect(call('saveInto', state, room, 8)).toBe(image.length);
  isEqual(call('decode', room.subarray(8, 8 + image.length), hooks));

  const object = toObject(visit, state);
  const text = toJson(visit, state);
  expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(object));
  checkByTheBook(knownOf(compiled, functions), struct, state, image, object);
  // What a condition leaves out is left alone by a load.
  const isWhole = [...structs.values()].every(({ subsections }) => subsections.every(({ needed }) => needed === null));
  for (const into of isWhole ? [null, another()] : [null]) {
    const fromText = fromJson(visit, text, copyOf(into), hooks);
    isEqual(fromText);
    isEqual(fromObject(visit, object, copyOf(into), hooks));
    expect(Buffer.from(call('save', fromText) as never).equals(image)).toBe(true);
  }

  if (struct.fields.some(({ renamedFrom }) => renamedFrom.length > 0)) {
    const old = underOldNames(struct, object as State);
    isEqual(fromObject(visit, old, null, hooks));
    // JSON.stringify drops the sign of a zero.
    const renamed = fromJson(visit, JSON.stringify(old), null, hooks);
    expect(JSON.stringify(toObject(visit, renamed))).toBe(JSON.stringify(object));
  }
  checkVisit(visit, state, isWhole ? another() : null, hooks);

  const copy = clone(visit, state, hooks);
  isEqual(copy);
  expect(diff(visit, state, copy)).toEqual([]);
  expect(hash(visit, copy)).toBe(hash(visit, state));

  const same = equals(visit, state, other);
  expect(diff(visit, state, other).length === 0).toBe(same);
  expect(hash(visit, state) === hash(visit, other)).toBe(same);
  expect(toJson(visit, other) === text).toBe(same);
  expect(Buffer.from(call('save', other) as never).equals(image)).toBe(same);

  checkPaths(visit, state, hooks);
  checkMemory(module, of, visit, state);
}

/** Both formats are what their descriptions say. */
function checkByTheBook(known: Known, struct: StructModel, state: State, image: Buffer, object: unknown): void {
  const expected = Buffer.from(imageByTheBook(known, struct, state, image));
  if (!image.equals(expected)) expect(image.toString('hex')).toBe(expected.toString('hex'));
  expect(JSON.stringify(object)).toBe(JSON.stringify(objectByTheBook(known, struct, state)));
}

/** Plain data as a release wrote it in which fields had other names (q_renamed_from). */
function underOldNames({ fields }: StructModel, object: State): State {
  const old = new Map(fields.map(({ wireName, renamedFrom }) => [wireName, renamedFrom[0] ?? wireName]));
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [old.get(key) ?? key, value]));
}

/** Hooks that keep what a derived field has. */
export function hooksOf(structs: Compiled['structs']): Hooks {
  return Object.fromEntries(
    [...structs.values()].map(({ name, fields }) => {
      const derived = fields.filter(({ role, type }) => role === 'derived' && type !== null);
      return [name, (state: State) => Object.fromEntries(derived.map(({ jsName }) => [jsName, state[jsName]]))];
    }),
  );
}

function checkPaths(visit: Visit, state: State, hooks: Hooks): void {
  const pointers: string[] = [];
  walk(visit, state, (field) => {
    if (field.depth === 0 || pointers.length >= PATHS) return;
    const value = getPath(visit, state, field.pointer);
    if (field.value !== undefined) expect(value).toEqual(field.value);
    pointers.push(field.pointer);
  });
  for (const pointer of pointers) {
    const before = hash(visit, state);
    setPath(visit, state as never, pointer, getPath(visit, state, pointer), hooks);
    expect(hash(visit, state), pointer).toBe(before);
  }
}

/** What is written to C memory is read from there. */
function checkMemory(module: Compiled['module'], of: (verb: string) => string, visit: Visit, state: State): void {
  const write = module[of('write')];
  if (write === undefined) return;
  const memory = new ArrayBuffer(module[of('sizeof')] + 128);
  write(memory, 64, state);
  const found: State = module[of('read')](memory, 64);
  expect(toObject(visit, found)).toEqual(toObject(visit, state));
}

function copyOf(state: State | null): State | null {
  return state === null ? null : structuredClone(state);
}
