// In: token salad, and declarations with tokens taken out, put in and swapped. Out: no crash; every node lies in the
// stream and in its parent; what stands behind a `;` that follows the salad is parsed. The seed is in the test's name.

import { expect, test } from 'vitest';
import type { Syntax } from '../src/parse/syntax.ts';
import { parseText } from './parse-of.ts';

const ALPHABET = (
  'int unsigned long struct union enum typedef static extern const volatile void char _Bool float S T x y 1 2 "s" ' +
  "'c' ( ) [ ] { } . -> ++ -- & * + - ~ ! / % << < == ^ | && || ? : ; ... = += , sizeof _Alignof _Generic typeof " +
  '_Atomic _Alignas __attribute__ packed aligned __extension__ _Static_assert asm return default inline [[ ]] ' +
  '__builtin_offsetof _BitInt _Complex bool static_assert q_immutable q_size q_default q_type QIDL _version ' +
  'QIDL_DECLARE QIDL_START QIDL_END QIDL_EXPORT qc_declaration q_unused FOO'
).split(' ');

const SAMPLE = (
  'typedef int T ; struct S { int a q_immutable , * b [ 3 ] q_size ( a + 1 ) ; unsigned c : 3 ; union { int d ; } ; ' +
  'void ( * f ) ( int x , ... ) ; q_unused ( 4 ) enum E { A = 1 , B } e q_default ( A ) ; } __attribute__ ( ( packed , ' +
  'aligned ( 8 ) ) ) ; QIDL_DECLARE ( D , version ( 3 ) ) { T t QIDL ( default , { 0 } ) ; } ; static inline int g ( T ' +
  'a ) { return a + sizeof ( T ) ; } int h [ ] = { [ 1 ] = 2 , . x = ( T ) 3 } , i ; _Static_assert ( 1 , "x" ) ; ' +
  'QIDL_EXPORT ( struct S ) QIDL_START ( V ) typedef struct V { int a ; } V ; QIDL_END ( V )'
).split(' ');

/** A small generator of numbers below `limit` (mulberry32). */
function randomOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

function salad(random: (limit: number) => number): string {
  return Array.from({ length: 1 + random(30) }, () => ALPHABET[random(ALPHABET.length)]).join(' ');
}

function mutant(random: (limit: number) => number): string {
  const tokens = SAMPLE.slice();
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(tokens.length);
    const removed = random(2);
    const added = random(2) === 0 ? [] : [ALPHABET[random(ALPHABET.length)]];
    tokens.splice(at, removed, ...added);
  }
  return tokens.join(' ');
}

interface Place {
  readonly at: number;
  readonly end: number;
}

/** Every node of the tree lies within the one that holds it, in the stream. */
function checkPlaces(node: object, outer: Place): void {
  const own = 'at' in node && 'end' in node ? (node as Place) : outer;
  if (own.at < outer.at || own.end > outer.end || own.end < own.at) {
    throw new Error(`${JSON.stringify(node)} is not within ${JSON.stringify(outer)}`);
  }
  for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) checkPlaces(value, own);
}

function check(text: string): void {
  const { stream, syntax, dumped } = parseText(text);
  const whole = { at: 0, end: stream.count };
  const own = ({ kind }: Syntax): boolean => kind !== 'declaration';
  for (const node of syntax) if (own(node)) checkPlaces(node, whole);
  for (const node of syntax) if (node.kind === 'declaration') checkPlaces({ ...node, mark: null }, whole);
  expect(dumped).toBeTypeOf('string');
}

const seed = Math.floor(Math.random() * 2 ** 32);

test(`token salad, seed ${seed}`, () => {
  const random = randomOf(seed);
  for (let i = 0; i < 3000; i++) check(salad(random));
});

test(`mutants, seed ${seed}`, () => {
  const random = randomOf(seed);
  for (let i = 0; i < 1500; i++) check(mutant(random));
});

test(`a declaration behind a broken one counts, seed ${seed}`, () => {
  const random = randomOf(seed);
  for (let i = 0; i < 1000; i++) {
    const broken = salad(random).replaceAll(/[{}()[\]]|\bQIDL\w*|\bq_\w+|\b_version|\basm/g, '');
    expect(parseText(`${broken} ;;; struct Last { int a; };`).dumped, broken).toContain('struct Last');
  }
});
