// Seeded states of any module's type, made from its descriptors. In: exports of a module, a type's name, a count.
// Out: that many values; integers have a random length, as registers and counters have.

let seed = 12345;
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
const below = (limit) => (random() >>> 8) % limit;

export function states(module, type, count) {
  seed = 12345;
  return Array.from({ length: count }, () => fill(module[`create${type}`](), type));
}

function fill(value, type) {
  for (const [name, old] of Object.entries(value)) value[name] = another(old, type, name);
  return value;
}

function another(old, type, name) {
  if (old instanceof Uint8Array || old instanceof Uint16Array) return old.map(() => random() >>> 16);
  if (old instanceof Int16Array) return old.map(() => random() >>> 16);
  if (ArrayBuffer.isView(old)) return old.map(() => signed(31));
  if (Array.isArray(old)) return old.map((item) => another(item, type, name));
  switch (typeof old) {
    case 'object':
      return fill(old, type);
    case 'bigint':
      return /^(base|last)_/.test(name)
        ? 1700000000000000000n + BigInt(random())
        : BigInt(random()) << BigInt(below(28));
    case 'boolean':
      return below(2) === 1;
    case 'string':
      return Array.from({ length: type === 'Big' ? 40 : 9 }, () => String.fromCharCode(97 + below(26))).join('');
    default:
      return type === 'SerialState' || type.startsWith('Other') ? below(3) : type === 'RTC' ? signed(31) : unsigned();
  }
}

const unsigned = () => random() >>> below(32);
const signed = (bits) => ((random() >>> (32 - bits)) * (below(2) === 1 ? 1 : -1)) >> below(24);
