// What a careful programmer would write by hand for a shape. In: a shape and a style. Out: its functions, compiled from
// straight-line source text: the engine cannot tell it from code in a file.
// Styles: 'dv' packs fields through a DataView, 'u8' byte by byte, 'ta' aligns them for typed arrays.

import { ARRAY, is64, SIZE, structsOf } from './shapes.mjs';

const VIEW_METHOD = {
  u8: 'Uint8',
  u16: 'Uint16',
  i16: 'Int16',
  u32: 'Uint32',
  i32: 'Int32',
  u64: 'BigUint64',
  i64: 'BigInt64',
};
/** Elements from which TypedArray.set beats a loop. */
const BULK = { u8: 64, i16: 64, i32: 32 };
/** The typed arrays over a buffer, by type, and what functions of a style are given. */
const ARRAYS = ['u8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64'];
const PARAMETERS = { dv: ['dv', 'u8'], u8: ['u8'], ta: [...ARRAYS, 'bytes', 'buffer'] };

export const roundUp8 = (size) => (size + 7) & ~7;

export function layoutOf(shape, isAligned) {
  const at = {};
  let end = 0;
  let align = 1;
  for (const { n, t, len = 1, of } of shape.fields) {
    const inner = of === undefined ? { size: SIZE[t], align: SIZE[t] } : layoutOf(of, isAligned);
    if (isAligned) end = Math.ceil(end / inner.align) * inner.align;
    align = Math.max(align, inner.align);
    at[n] = end;
    end += inner.size * len;
  }
  return { at, size: isAligned ? Math.ceil(end / align) * align : end, align };
}

/** What functions of style 'ta' are given, over a buffer. */
export function arraysOver(buffer) {
  const bytes = buffer.byteLength;
  return [
    new Uint8Array(buffer),
    new Uint16Array(buffer, 0, bytes >> 1),
    new Int16Array(buffer, 0, bytes >> 1),
    new Uint32Array(buffer, 0, bytes >> 2),
    new Int32Array(buffer, 0, bytes >> 2),
    new BigUint64Array(buffer, 0, bytes >> 3),
    new BigInt64Array(buffer, 0, bytes >> 3),
    Buffer.from(buffer),
    buffer,
  ];
}

// ---- one element ---------------------------------------------------------------------------------------------

const shifted = (place, size) => (size === 1 ? place : `${place} >> ${Math.log2(size)}`);
const word = (place) => `(u8[${place}] | u8[${place} + 1] << 8 | u8[${place} + 2] << 16 | u8[${place} + 3] << 24)`;
const bytesOf = (value, place, size) =>
  Array.from({ length: size }, (_, i) => `u8[${place} + ${i}] = ${value} >>> ${8 * i};`).join(' ');

function storeText(style, type, place, value) {
  const size = SIZE[type];
  if (style === 'dv') return `dv.set${VIEW_METHOD[type]}(${place}, ${value}${size > 1 ? ', true' : ''});`;
  if (style === 'ta') return `${type}[${shifted(place, size)}] = ${value};`;
  if (is64(type))
    return `${type}[0] = ${value}; { const low = halves[0], high = halves[1]; ${bytesOf('low', place, 4)} ${bytesOf('high', `${place} + 4`, 4)} }`;
  return `{ const item = ${value}; ${bytesOf('item', place, size)} }`;
}

function loadText(style, type, place) {
  const size = SIZE[type];
  if (style === 'dv') return `dv.get${VIEW_METHOD[type]}(${place}${size > 1 ? ', true' : ''})`;
  if (style === 'ta') return `${type}[${shifted(place, size)}]`;
  switch (type) {
    case 'u8':
      return `u8[${place}]`;
    case 'u16':
      return `(u8[${place}] | u8[${place} + 1] << 8)`;
    case 'i16':
      return `((u8[${place}] | u8[${place} + 1] << 8) << 16 >> 16)`;
    case 'u32':
      return `(${word(place)} >>> 0)`;
    case 'i32':
      return word(place);
    default:
      return `(halves[0] = ${word(place)}, halves[1] = ${word(`${place} + 4`)}, ${type}[0])`;
  }
}

// ---- functions -----------------------------------------------------------------------------------------------

/**
 * `store(value, …, at)`, `load(…, at)` and `loadInto(value, …, at)`. `isList`: arrays of numbers are lists.
 * `isView`: loaded arrays are views of the buffer that is given.
 */
export function limitCode(shape, style, { isList = false, isView = false } = {}) {
  const isAligned = style === 'ta';
  const text = structsOf(shape).map((struct) => structText(struct, style, { isAligned, isList, isView }));
  const own =
    style === 'u8'
      ? 'const u64 = new BigUint64Array(1), i64 = new BigInt64Array(u64.buffer), halves = new Uint32Array(u64.buffer);'
      : '';
  const { name } = shape;
  const functions = new Function(
    `${own}\n${text.join('\n')}\nreturn { store: store_${name}, load: load_${name}, loadInto: loadInto_${name} };`,
  )();
  return { ...functions, size: layoutOf(shape, isAligned).size };
}

function structText(struct, style, flags) {
  const parameters = PARAMETERS[style].join(', ');
  const { at } = layoutOf(struct, flags.isAligned);
  const parts = struct.fields.map((item) => fieldText(item, `at + ${at[item.n]}`, style, flags));
  const all = (key) => parts.map((part) => part[key]).join('\n');
  return [
    `function store_${struct.name}(value, ${parameters}, at) {\n${all('store')}\n}`,
    `function load_${struct.name}(${parameters}, at) {\n${all('before')}\nreturn { ${all('literal')} };\n}`,
    `function loadInto_${struct.name}(into, ${parameters}, at) {\n${all('fill')}\n}`,
  ].join('\n');
}

function fieldText(item, place, style, flags) {
  if (item.t === 'struct') return structsText(item, place, style, flags);
  if (item.t === 'str') return stringText(item, place, style);
  if (item.len !== undefined) return arrayText(item, place, style, flags);
  const value = loadText(style, item.t, place);
  return {
    store: storeText(style, item.t, place, `value.${item.n}`),
    before: '',
    literal: `${item.n}: ${value},`,
    fill: `into.${item.n} = ${value};`,
  };
}

function structsText({ n, len, of }, place, style, { isAligned }) {
  const parameters = PARAMETERS[style].join(', ');
  const item = `${place} + i * ${layoutOf(of, isAligned).size}`;
  const loop = `for (let i = 0; i < ${len}; i++)`;
  return {
    store: `{ const items = value.${n}; ${loop} store_${of.name}(items[i], ${parameters}, ${item}); }`,
    before: `const of_${n} = new Array(${len}); ${loop} of_${n}[i] = load_${of.name}(${parameters}, ${item});`,
    literal: `${n}: of_${n},`,
    fill: `{ const items = into.${n}; ${loop} loadInto_${of.name}(items[i], ${parameters}, ${item}); }`,
  };
}

function stringText({ n, len }, place, style) {
  const units = Array.from({ length: len }, (_, i) => `u8[${place} + ${i}]`);
  const value =
    style === 'ta' ? `bytes.latin1Slice(${place}, ${place} + ${len})` : `String.fromCharCode(${units.join(', ')})`;
  return {
    store: `{ const text = value.${n}; for (let i = 0; i < ${len}; i++) u8[${place} + i] = text.charCodeAt(i); }`,
    before: '',
    literal: `${n}: ${value},`,
    fill: `into.${n} = ${value};`,
  };
}

function arrayText({ n, t, len }, place, style, { isList, isView }) {
  const size = SIZE[t];
  const isBulk = style === 'ta' && len >= BULK[t] && !isList;
  const first = shifted(`(${place})`, size);
  const item = style === 'ta' ? `(${place} + i * ${size})` : `${place} + i * ${size}`;
  const loop = `for (let i = 0; i < ${len}; i++)`;
  const view = `new ${ARRAY[t]}(buffer, ${place}, ${len})`;
  let before = `const of_${n} = new ${isList && t !== 'u8' ? 'Array' : ARRAY[t]}(${len}); ${loop} of_${n}[i] = ${loadText(style, t, item)};`;
  if (isView) before = `const of_${n} = ${view};`;
  else if (isBulk) before = `const of_${n} = ${t}.slice(${first}, (${first}) + ${len});`;
  return {
    store: isBulk
      ? `${t}.set(value.${n}, ${first});`
      : `{ const items = value.${n}; ${loop} ${storeText(style, t, item, 'items[i]')} }`,
    before,
    literal: `${n}: of_${n},`,
    fill: isBulk
      ? `into.${n}.set(${view});`
      : `{ const items = into.${n}; ${loop} items[i] = ${loadText(style, t, item)}; }`,
  };
}

// ---- a view --------------------------------------------------------------------------------------------------

/** A class with getters over a DataView, as one writes it by hand; `touch` reads all of them once. */
export function viewCode(shape) {
  const text = structsOf(shape).map((struct) => {
    const { at } = layoutOf(struct, false);
    const members = struct.fields.map((item) => getterText(item, `this.at + ${at[item.n]}`));
    return `class ${struct.name} {
      constructor(dv, u8, at) { this.dv = dv; this.u8 = u8; this.at = at; }
      ${members.map(({ getter }) => getter).join('\n')}
      touch() { let sum = 0; ${members.map(({ touch }) => touch).join(' ')} return sum; }
    }`;
  });
  return new Function(`${text.join('\n')}\nreturn ${shape.name};`)();
}

function getterText({ n, t, len, of }, place) {
  if (t === 'struct') {
    const item = `${place} + i * ${layoutOf(of, false).size}`;
    return {
      getter: `get ${n}() { const items = new Array(${len}); for (let i = 0; i < ${len}; i++) items[i] = new ${of.name}(this.dv, this.u8, ${item}); return items; }`,
      touch: `{ const items = this.${n}; for (let i = 0; i < items.length; i++) sum ^= items[i].touch(); }`,
    };
  }
  if (t === 'str')
    return {
      getter: `get ${n}() { return this.u8.latin1Slice(${place}, ${place} + ${len}); }`,
      touch: `sum ^= this.${n}.length;`,
    };
  if (len !== undefined) {
    const loop = `const items = new ${ARRAY[t]}(${len}); for (let i = 0; i < ${len}; i++) items[i] = ${loadText('dv', t, `${place} + i * ${SIZE[t]}`).replace('dv', 'this.dv')}; return items;`;
    return {
      getter: `get ${n}() { ${t === 'u8' ? `return this.u8.subarray(${place}, ${place} + ${len});` : loop} }`,
      touch: `sum ^= this.${n}[1];`,
    };
  }
  return {
    getter: `get ${n}() { return this.${loadText('dv', t, place)}; } set ${n}(value) { this.${storeText('dv', t, place, 'value')} }`,
    touch: is64(t) ? `sum ^= Number(BigInt.asUintN(32, this.${n}));` : `sum ^= this.${n};`,
  };
}
