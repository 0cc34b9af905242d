// node views/main.mjs [--rounds=15] [--ms=20]
// What a field costs through a view of C memory. In: S1's header. Out: a table against what one writes by hand with a
// typed array over the same memory, before and after the memory grows.
// Rule: before, the array by hand is a constant, which nothing beats. After growth that array is gone: what is compared
// is a variable that is given a new one, as code by hand has it that lives on.

import { pathToFileURL } from 'node:url';
import { generate } from '../lib/generated.mjs';
import { measure, median, options, speed } from '../lib/measure.mjs';
import { machine, nanoseconds, table, times } from '../lib/report.mjs';

const header = new URL('../serializers/headers/s1.qidl.h', import.meta.url);
const { viewSerialState, sizeofSerialState, offsetsSerialState } = await import(pathToFileURL(generate(header)));

const VIEWS = 64;
const GROWTHS = 3;
const OFFSET = offsetsSerialState.thr_ipending;

/** A loop with types of its own: no other row's reach it. */
const loopOf = (body, tag) =>
  new Function(
    'x',
    'pool',
    `/* ${tag} */ return (count) => { let sum = 0; for (let i = 0; i < count; i++) ${body} globalThis.sum = sum; };`,
  );

/** The rows, over a memory as it is now. `views`: made before, perhaps before the memory has grown. */
function rowsOver(array, x, views, tag) {
  const addresses = views.map((_, index) => index * sizeofSerialState);
  const at = OFFSET >> 2;
  return {
    'a typed array, constant index': loopOf(`sum = (sum + ${array}[${at}]) | 0;`, `${tag} array`)(x),
    'a constant view': loopOf('sum = (sum + x.thr_ipending) | 0;', `${tag} view`)(views[0]),
    'a constant view, written': loopOf('x.thr_ipending = i;', `${tag} written`)(views[0]),
    'a typed array, written': loopOf(`${array}[${at}] = i;`, `${tag} array written`)(x),
    'a typed array, a pool of addresses': loopOf(
      `sum = (sum + ${array}[(pool[i & ${VIEWS - 1}] + ${OFFSET}) >> 2]) | 0;`,
      `${tag} addresses`,
    )(x, addresses),
    'a pool of views': loopOf(`sum = (sum + pool[i & ${VIEWS - 1}].thr_ipending) | 0;`, `${tag} pool`)(null, views),
  };
}

function measured(rows, settings) {
  const all = measure(Object.values(rows), settings);
  return Object.fromEntries(Object.keys(rows).map((name, index) => [name, all[index]]));
}

const settings = { ...options(process.argv.slice(2)) };
if (!process.argv.some((item) => item.startsWith('--rounds'))) settings.rounds = 15;

const memory = new WebAssembly.Memory({ initial: 1, maximum: 16 });
const views = Array.from({ length: VIEWS }, (_, index) => {
  const view = viewSerialState(memory, index * sizeofSerialState);
  view.thr_ipending = index;
  return view;
});
const before = measured(rowsOver('x', new Int32Array(memory.buffer), views, 'before'), settings);
const heap = { i32: null };
for (let growth = 0; growth < GROWTHS; growth++) {
  memory.grow(1);
  heap.i32 = new Int32Array(memory.buffer);
  for (const [index, view] of views.entries()) {
    if (view.thr_ipending !== heap.i32[(index * sizeofSerialState + OFFSET) >> 2]) throw new Error('another value');
  }
}
const after = measured(rowsOver('x.i32', heap, views, 'after'), settings);

const PAIRS = [
  ['a constant view', 'a typed array, constant index', 1.2],
  ['a constant view, written', 'a typed array, written', null],
  ['a pool of views', 'a typed array, a pool of addresses', 2],
];
const rows = PAIRS.map(([name, hand, most]) => {
  const cost = (all) => 1 / speed(all[name], all[hand]);
  const growth = median(after[name]) / median(before[name]);
  return [
    name,
    nanoseconds(median(before[name])),
    nanoseconds(median(before[hand])),
    times(cost(before)),
    most === null ? '–' : `≤ ${most}`,
    nanoseconds(median(after[name])),
    nanoseconds(median(after[hand])),
    times(cost(after)),
    most === null ? '–' : `≤ ${(1.5 * most).toFixed(1)}`,
    times(growth),
  ];
});
const head = ['one field of', 'view', 'by hand', 'view / by hand', 'promised'];
const grown = ['after growth', 'by hand', 'view / by hand', 'promised', 'after / before'];
console.log(`${machine()}. Medians; ratios of one run.\n`);
console.log(table([...head, ...grown], rows));
