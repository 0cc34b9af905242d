// What is serialized. In: the name of a shape, as its header in headers/ describes it. Out: its fields, pools of values,
// conversions to what other libraries take, a comparison.
// Rule: a value in canonical form has typed arrays and bigints. Values are the same in every run.

const field = (n, t, len) => ({ n, t, len });
const fields = (type, ...names) => names.map((n) => field(n, type));

const unit = {
  name: 'Unit',
  fields: [
    ...fields('u32', 'r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7'),
    ...fields('u64', 'q0', 'q1', 'q2', 'q3'),
    field('data', 'u8', 256),
    field('samples', 'i16', 16),
  ],
};

export const shapes = {
  S1: {
    name: 'SerialState',
    fields: [
      field('divider', 'u16'),
      ...fields('u8', 'rbr', 'ier', 'iir', 'lcr', 'mcr', 'lsr', 'msr', 'scr', 'fcr'),
      ...fields('i32', 'thr_ipending', 'timeout_ipending', 'last_break_enable'),
      field('last_xmit_ts', 'u64'),
    ],
  },
  S2: {
    name: 'RTC',
    fields: [
      field('cmos_data', 'u8', 128),
      ...fields('i32', 'cmos_index', 'base_year', 'isairq', 'it_shift', 'irq_reinject', 'irq_coalesced', 'period'),
      ...fields('i32', 'lost_tick_policy', 'host_clock', 'divider_on'),
      ...fields('i64', 'base_rtc', 'last_update', 'offset'),
    ],
  },
  S3: { name: 'Big', fields: [field('name', 'str', 40), { n: 'units', t: 'struct', of: unit, len: 64 }] },
  S4: { name: 'Ints', fields: [field('ints', 'i32', 4096)] },
};

/** How many values a pool has: powers of two. */
const POOL = { S1: 64, S2: 32, S3: 4, S4: 8 };
/** Bytes of an element. */
export const SIZE = { u8: 1, u16: 2, i16: 2, u32: 4, i32: 4, u64: 8, i64: 8, str: 1 };
export const ARRAY = { u8: 'Uint8Array', i16: 'Int16Array', i32: 'Int32Array' };

export const is64 = (type) => type === 'u64' || type === 'i64';

/** All structs of a shape, inner ones first. */
export function structsOf(shape) {
  return [...shape.fields.flatMap(({ of }) => (of === undefined ? [] : structsOf(of))), shape];
}

// ---- values --------------------------------------------------------------------------------------------------

let seed = 0;
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
/** Of a random length in bits, as numbers in devices are. */
const randomBits = (most) => (random() >>> ((random() >>> 8) % most)) >>> 0;

function scalar({ n, t }) {
  switch (t) {
    case 'u8':
      return random() >>> 24;
    case 'u16':
      return random() >>> 16;
    case 'i16':
      return ((random() >>> 16) << 16) >> 16;
    case 'u32':
      return randomBits(32);
    case 'i32':
      return (randomBits(31) | 0) >> ((random() >>> 9) % 24);
    case 'u64':
      if (n === 'last_xmit_ts') return 1_700_000_000_000_000_000n + BigInt(random());
      return ((BigInt(random()) << 32n) | BigInt(random())) >> BigInt((random() >>> 8) % 60);
    default:
      return n === 'offset' ? -BigInt(random()) : 1_700_000_000_000_000_000n + BigInt(random());
  }
}

function valueOf(field) {
  const { t, len, of } = field;
  if (t === 'struct') return Array.from({ length: len }, () => make(of));
  if (t === 'str') return String.fromCharCode(...Array.from({ length: len }, () => 97 + ((random() >>> 8) % 26)));
  return len === undefined ? scalar(field) : globalThis[ARRAY[t]].from({ length: len }, () => scalar(field));
}

const make = (shape) => Object.fromEntries(shape.fields.map((item) => [item.n, valueOf(item)]));

export function poolOf(id) {
  seed = 12_345;
  return Array.from({ length: POOL[id] }, () => make(shapes[id]));
}

/** A value with every field converted; structs are walked. `wrap`: what a struct becomes. */
export function mapped(shape, value, convert, wrap = (_, object) => object) {
  return wrap(
    shape,
    Object.fromEntries(
      shape.fields.map((item) => {
        const own = value[item.n];
        return [
          item.n,
          item.t === 'struct' ? own.map((one) => mapped(item.of, one, convert, wrap)) : convert(item, own),
        ];
      }),
    ),
  );
}

/** A conversion by kind of field. */
export function conversion({ bytes = (value) => value, ints = (value) => Array.from(value), big = (value) => value }) {
  return (item, value) => {
    if (item.t === 'str') return value;
    if (item.len !== undefined) return item.t === 'u8' ? bytes(value) : ints(value);
    return is64(item.t) ? big(value, item) : value;
  };
}

/** Throws where two values differ; containers may. `big`: how 64-bit fields are compared: 'exact', 'number', 'skip'. */
export function compare(shape, a, b, big = 'exact', path = '') {
  for (const { n, t, len, of } of shape.fields) {
    const [x, y, place] = [a[n], b[n], `${path}.${n}`];
    if (len !== undefined && y.length !== len) throw new Error(`${place}: length ${y.length}`);
    if (t === 'struct') for (let i = 0; i < len; i++) compare(of, x[i], y[i], big, `${place}[${i}]`);
    else if (len !== undefined) {
      for (let i = 0; i < len; i++) if (x[i] !== y[i]) throw new Error(`${place}[${i}]: ${x[i]} is not ${y[i]}`);
    } else if (is64(t)) {
      const isSame = big === 'skip' || (big === 'number' ? Number(x) === Number(y) : x === BigInt(y));
      if (!isSame) throw new Error(`${place}: ${x} is not ${y}`);
    } else if (x !== y) throw new Error(`${place}: ${x} is not ${y}`);
  }
}

/** What applies to a field: for structs, text, byte arrays, other arrays, 64-bit numbers, other numbers. */
export function byKind(item, { struct, text, bytes, array, big, number }) {
  if (item.t === 'struct') return struct(item);
  if (item.t === 'str') return text(item);
  if (item.len !== undefined) return (item.t === 'u8' ? (bytes ?? array) : array)(item);
  return (is64(item.t) ? (big ?? number) : number)(item);
}
