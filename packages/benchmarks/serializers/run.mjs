// Measures all rows of one shape, in a process of its own. In: the shape's name. Out: a message with the results.
// A row: `make(shape, { id, pool })` gives `encode(value)` and `decode(bytes)`; `native` or `toNative` says what values
// the library takes, `prepare` what bytes, `toCanonical` what its results are; none of these is measured. `reuses`: a
// result is overwritten by the next one. Every row's results are checked before it is measured.

import { readFileSync } from 'node:fs';
import { median, measure, options, speed } from '../lib/measure.mjs';
import { limits } from './limits.mjs';
import { readers } from './peers-readers.mjs';
import { schemaBased } from './peers-schema.mjs';
import { schemaless } from './peers-schemaless.mjs';
import { qidlRows } from './qidl-rows.mjs';
import { compare, conversion, mapped, poolOf, shapes } from './shapes.mjs';

const same = (value) => value;

/** A copy of bytes or text with a buffer of its own. */
function ownCopy(encoded) {
  if (typeof encoded === 'string') return encoded;
  return Buffer.from(
    Uint8Array.prototype.slice.call(
      new Uint8Array(encoded.buffer ?? encoded, encoded.byteOffset ?? 0, encoded.byteLength),
    ).buffer,
  );
}

async function prepareRow(row, id, pool) {
  const shape = shapes[id];
  const coder = await row.make(shape, { id, pool });
  const { encode, decode, prepare = same, toCanonical = same, slice = same } = coder;
  const toNative =
    coder.toNative ?? (row.native === undefined ? same : (value) => mapped(shape, value, conversion(row.native)));
  const values = pool.map(toNative);
  const check = (index, result) => compare(shape, pool[index], toCanonical(result), row.big);
  const inputOf = (value) => prepare(ownCopy(slice(encode(value))));
  if (row.isRoundTrip) {
    for (const [index, value] of values.entries()) check(index, encode(value));
    return { encode, decode, values };
  }
  const inputs = values.map(inputOf);
  if (decode !== null && !row.isUnchecked) {
    for (let pass = 0; pass < 3; pass++) for (const [index, input] of inputs.entries()) check(index, decode(input));
    for (const [index, value] of values.entries()) check(index, decode(inputOf(value)));
  }
  const isViewOnly = row.isUnchecked || decode === null;
  return {
    encode,
    decode,
    values,
    inputs,
    arrays: isViewOnly ? null : arraysOf(shape, toCanonical(decode(inputs[0])), inputs[0]),
  };
}

/** Whether the arrays of a result are lists, views of the input, or copies; null where the shape has none. */
function arraysOf(shape, result, input) {
  const isArray = ({ len, t }) => len !== undefined && t !== 'struct' && t !== 'str';
  const own = shape.fields.find(isArray);
  const inner = shape.fields.find(({ of }) => of?.fields.some(isArray));
  if (own === undefined && inner === undefined) return null;
  const array = own === undefined ? result[inner.n][0][inner.of.fields.find(isArray).n] : result[own.n];
  if (Array.isArray(array)) return 'lists';
  const buffers = [input, input?.buffer, input?.u8?.buffer, ...(Array.isArray(input) ? input : [])];
  return buffers.includes(array.buffer) ? 'views' : 'copies';
}

/** A loop of the row's own: no other row's types reach it, so that its calls are inlined as in a program. */
function loopOver(call, data, tag) {
  return new Function(
    'call',
    'data',
    'sink',
    `/* ${tag} */ return (count) => { for (let i = 0; i < count; i++) sink[i & 7] = call(data[i & ${data.length - 1}]); };`,
  )(call, data, sink);
}

function versionOf(name) {
  if (name === undefined) return '';
  if (name === 'node') return process.version.slice(1);
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

async function runShape(id, settings) {
  const pool = poolOf(id);
  const rows = [];
  for (const row of [...limits, ...qidlRows, ...schemaless, ...schemaBased, ...readers]) {
    if (row.only !== undefined && !row.only.includes(id)) continue;
    if (
      settings.only !== '' &&
      !/^(L1:|L6|L5b|L4t|QIDL)/.test(row.name) &&
      !new RegExp(settings.only, 'i').test(row.name)
    )
      continue;
    const entry = {
      name: row.name,
      version: versionOf(row.package),
      isLimit: limits.includes(row),
      isOurs: row.isOurs,
    };
    try {
      const { encode, decode, values, inputs, arrays } = await prepareRow(row, id, pool);
      entry.arrays = arrays;
      entry.reuses = row.reuses ?? false;
      entry.isLazy = row.isLazy ?? false;
      entry.encode = row.decodeOnly ? null : loopOver(encode, values, `${id} ${row.name} encode`);
      entry.decode = decode === null ? null : loopOver(decode, inputs, `${id} ${row.name} decode`);
    } catch (error) {
      entry.error = String(error.message).split('\n')[0];
    }
    rows.push(entry);
  }
  return results(rows, settings);
}

function results(rows, settings) {
  const runs = rows.flatMap((row) => [row.encode, row.decode].filter((run) => typeof run === 'function'));
  const times = measure(runs, settings);
  const timesOf = (run) => (typeof run === 'function' ? times[runs.indexOf(run)] : null);
  const find = (prefix) => rows.find(({ name }) => name.startsWith(prefix));
  const reference = (prefix, way) => timesOf(find(prefix)?.[way]);
  const ratio = (run, other) => (timesOf(run) === null || other === null ? null : speed(timesOf(run), other));
  return rows.map(({ encode, decode, ...row }) => ({
    ...row,
    encodeTime: timesOf(encode) && median(timesOf(encode)),
    decodeTime: timesOf(decode) && median(timesOf(decode)),
    encodeByL6: ratio(encode, reference('L6', 'encode')),
    decodeByL6: ratio(decode, reference('L6', 'decode')),
    decodeByL5b: ratio(decode, reference('L5b', 'decode')),
    decodeByL4t: ratio(decode, reference('L4t', 'decode')),
  }));
}

const sink = (globalThis.sink = new Array(8).fill(null));
const settings = options(process.argv.slice(2));
process.send(await runShape(settings.shape, settings));
process.disconnect();
