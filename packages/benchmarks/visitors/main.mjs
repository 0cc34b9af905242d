// node visitors/main.mjs [--rounds=101] [--ms=4]
// What visitors cost, against JSON.stringify and JSON.parse of the same data. In: the headers of the serializers.
// Rule: five visitors and thirty other struct types are in use in the process before anything is measured. Texts are
// flat: a rope that nobody has read yet costs its reader what it saved its writer.

import { pathToFileURL } from 'node:url';
import { fromJson, fromObject, toJson, toObject } from '@qidl/runtime';
import { generate } from '../lib/generated.mjs';
import { measure, median, options, speed } from '../lib/measure.mjs';
import { machine, nanoseconds, table, times } from '../lib/report.mjs';
import { byKind, poolOf, shapes, structsOf } from '../serializers/shapes.mjs';
import { useAll } from './others.mjs';

/** What the project aims at: the least ratio, by row and shape. */
const FLOORS = {
  'to an object': { S2: 4 },
  'from an object': { S2: 3 },
  'to text': { S2: 3, S3: 3, S4: 2 },
  'from text': { S1: 1.2, S2: 1.2, S3: 1.2, S4: 1.2 },
};

const flat = (text) => (text.charCodeAt(text.length >> 1), text);

/** What one writes by hand to get the same text from JSON.stringify: straight lines, as for a class. */
function mapping(shape) {
  const source = structsOf(shape)
    .map(({ name, fields }) => {
      const members = fields.map((item) => {
        const value = `value.${item.n}`;
        const text = byKind(item, {
          struct: ({ of }) => `${value}.map(to${of.name})`,
          text: () => value,
          bytes: () => `Buffer.from(${value}.buffer, ${value}.byteOffset, ${value}.length).toString('hex')`,
          array: () => `Array.from(${value})`,
          big: () => `${value}.toString()`,
          number: () => value,
        });
        return `${item.n}: ${text}`;
      });
      return `const to${name} = (value) => ({ ${members.join(', ')} });`;
    })
    .join('\n');
  return new Function(`${source}\nreturn to${shape.name};`)();
}

/** A loop with types of its own: no other row's reach it. */
function loopOf(run, tag) {
  const body = `/* ${tag} */ return (count) => { for (let i = 0; i < count; i++) sink[i & 7] = run(i); };`;
  return new Function('run', 'sink', body)(run, []);
}

async function rowsOf(id) {
  const shape = shapes[id];
  const module = await import(
    pathToFileURL(generate(new URL(`../serializers/headers/${id.toLowerCase()}.qidl.h`, import.meta.url)))
  );
  const visit = module[`visit${shape.name}`];
  const pool = poolOf(id);
  const mask = pool.length - 1;
  const toPlain = mapping(shape);
  const plain = pool.map((value) => toObject(visit, value));
  const texts = pool.map((value) => toJson(visit, value));
  const into = module[`create${shape.name}`]();
  for (const [i, text] of texts.entries()) {
    const isSame = JSON.stringify(plain[i]) === text && JSON.stringify(toPlain(pool[i])) === text;
    const isRead =
      toJson(visit, fromJson(visit, text, into)) === text && toJson(visit, fromObject(visit, plain[i], null)) === text;
    if (!isSame || !isRead) throw new Error(`${id}: another text`);
  }
  const stringify = (i) => flat(JSON.stringify(plain[i & mask]));
  const parse = (i) => JSON.parse(texts[i & mask]);
  const row = (name, ours, against, theirs) => ({
    id,
    name,
    against,
    loops: [loopOf(ours, `${id} ${name}`), loopOf(theirs, `${id} ${name}, against`)],
  });
  return [
    row('to an object', (i) => toObject(visit, pool[i & mask]), 'JSON.stringify of it', stringify),
    row('from an object', (i) => fromObject(visit, plain[i & mask], into), 'JSON.parse of its text', parse),
    row(
      'to text',
      (i) => flat(toJson(visit, pool[i & mask])),
      'JSON.stringify, mapped by hand',
      (i) => flat(JSON.stringify(toPlain(pool[i & mask]))),
    ),
    row('to text, of a plain object', (i) => flat(toJson(visit, pool[i & mask])), 'JSON.stringify', stringify),
    row('from text', (i) => fromJson(visit, texts[i & mask], into), 'JSON.parse', parse),
    row('from text, a new one', (i) => fromJson(visit, texts[i & mask], null), 'JSON.parse', parse),
  ];
}

const settings = options(process.argv.slice(2));
if (!process.argv.some((item) => item.startsWith('--rounds'))) settings.rounds = 101;
if (!process.argv.some((item) => item.startsWith('--ms'))) settings.milliseconds = 4;

useAll(300);
const rows = (await Promise.all(Object.keys(shapes).map(rowsOf))).flat();
for (const { loops } of rows) for (const loop of loops) measure([loop], { rounds: 1, milliseconds: 100 });
useAll(30);
const all = measure(
  rows.flatMap(({ loops }) => loops),
  settings,
);
console.log(`${machine()}; ${settings.rounds} rounds\n`);
const head = ['', 'shape', 'QIDL', 'against', 'time', 'times as fast', 'floor'];
console.log(
  table(
    head,
    rows
      .map(({ id, name, against }, index) => {
        const [ours, theirs] = [all[2 * index], all[2 * index + 1]];
        const floor = FLOORS[name]?.[id];
        const cells = [nanoseconds(median(ours)), against, nanoseconds(median(theirs)), times(speed(ours, theirs))];
        return [name, id, ...cells, floor === undefined ? '' : times(floor)];
      })
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  ),
);
