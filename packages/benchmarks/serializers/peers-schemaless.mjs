// Libraries that are given values and no schema. Rule: each in the way its documentation calls the fast one.

import { createRequire } from 'node:module';
import v8 from 'node:v8';
import { ARRAY, byKind, structsOf } from './shapes.mjs';

const require = createRequire(import.meta.url);
const toBuffer = (value) => Buffer.from(value);
const asIs = (value) => value;
const bytesAsBuffer = { bytes: toBuffer };

/** Functions that take values to JSON's own types and back, as one would write them for a class. */
function jsonMapping(shape) {
  const text = structsOf(shape).map((struct) => {
    const properties = (texts) => struct.fields.map((item) => `${item.n}: ${byKind(item, texts)}`).join(', ');
    const to = properties({
      struct: ({ n, of }) => `o.${n}.map(to_${of.name})`,
      text: ({ n }) => `o.${n}`,
      array: ({ n }) => `Array.from(o.${n})`,
      big: ({ n }) => `o.${n}.toString()`,
      number: ({ n }) => `o.${n}`,
    });
    const from = properties({
      struct: ({ n, of }) => `o.${n}.map(from_${of.name})`,
      text: ({ n }) => `o.${n}`,
      array: ({ n, t }) => `${ARRAY[t]}.from(o.${n})`,
      big: ({ n }) => `BigInt(o.${n})`,
      number: ({ n }) => `o.${n}`,
    });
    return `function to_${struct.name}(o) { return { ${to} }; }\nfunction from_${struct.name}(o) { return { ${from} }; }`;
  });
  return new Function(`${text.join('\n')}\nreturn { to: to_${shape.name}, from: from_${shape.name} };`)();
}

/** Text by concatenation, specialised for the shape; bytes in base 64. */
function jsonText(shape) {
  const text = structsOf(shape).map((struct) => {
    const parts = struct.fields.map((item, index) => {
      const value = byKind(item, {
        struct: ({ n, of }) => `'[' + o.${n}.map(text_${of.name}).join(',') + ']'`,
        text: ({ n }) => `JSON.stringify(o.${n})`,
        bytes: ({ n }) => `'"' + Buffer.from(o.${n}.buffer, o.${n}.byteOffset, o.${n}.length).base64Slice() + '"'`,
        array: ({ n }) => `'[' + o.${n}.join(',') + ']'`,
        big: ({ n }) => `'"' + o.${n} + '"'`,
        number: ({ n }) => `o.${n}`,
      });
      return `'${index === 0 ? '{' : ','}"${item.n}":' + ${value}`;
    });
    const from = struct.fields.map((item) => {
      const value = byKind(item, {
        struct: ({ n, of }) => `o.${n}.map(from_${of.name})`,
        text: ({ n }) => `o.${n}`,
        bytes: ({ n }) => `Buffer.from(o.${n}, 'base64')`,
        array: ({ n, t }) => `${ARRAY[t]}.from(o.${n})`,
        big: ({ n }) => `BigInt(o.${n})`,
        number: ({ n }) => `o.${n}`,
      });
      return `${item.n}: ${value}`;
    });
    return `function text_${struct.name}(o) { return ${parts.join(' + ')} + '}'; }\nfunction from_${struct.name}(o) { return { ${from.join(', ')} }; }`;
  });
  return new Function(`${text.join('\n')}\nreturn { to: text_${shape.name}, from: from_${shape.name} };`)();
}

export const schemaless = [
  {
    name: 'JSON, mapped by hand',
    package: 'node',
    make(shape) {
      const { to, from } = jsonMapping(shape);
      return { encode: (value) => JSON.stringify(to(value)), decode: (text) => from(JSON.parse(text)) };
    },
  },
  {
    name: 'JSON of plain objects (64 bits as number)',
    package: 'node',
    big: 'number',
    native: { bytes: (value) => Array.from(value), big: Number },
    make: () => ({ encode: (value) => JSON.stringify(value), decode: (text) => JSON.parse(text) }),
  },
  {
    name: 'JSON, text by hand, bytes in base 64',
    package: 'node',
    make(shape) {
      const { to, from } = jsonText(shape);
      return { encode: to, decode: (text) => from(JSON.parse(text)) };
    },
  },
  {
    name: 'v8.serialize',
    package: 'node',
    make: () => ({ encode: (value) => v8.serialize(value), decode: (bytes) => v8.deserialize(bytes) }),
  },
  {
    name: 'structuredClone (both ways at once)',
    package: 'node',
    isRoundTrip: true,
    make: () => ({ encode: (value) => structuredClone(value), decode: null }),
  },
  {
    name: 'msgpackr, records',
    package: 'msgpackr',
    native: bytesAsBuffer,
    async make() {
      const { Packr } = await import('msgpackr');
      const packr = new Packr({ structures: [], int64AsType: 'bigint' });
      return { encode: (value) => packr.pack(value), decode: (bytes) => packr.unpack(bytes) };
    },
  },
  {
    name: 'msgpackr, records, one buffer',
    package: 'msgpackr',
    reuses: true,
    native: { bytes: asIs, ints: asIs },
    async make() {
      const { Packr, REUSE_BUFFER_MODE } = await import('msgpackr');
      const packr = new Packr({ structures: [], moreTypes: true, int64AsType: 'bigint' });
      return {
        encode: (value) => packr.pack(value, REUSE_BUFFER_MODE),
        slice: (bytes) => bytes.subarray(bytes.start, bytes.end),
        decode: (bytes) => packr.unpack(bytes),
      };
    },
  },
  {
    name: 'msgpackr 1, random access',
    package: 'msgpackr1',
    native: bytesAsBuffer,
    isLazy: true,
    async make() {
      const { Packr } = await import('msgpackr1');
      const packr = new Packr({ structures: [], randomAccessStructure: true, int64AsType: 'bigint' });
      return { encode: (value) => packr.pack(value), decode: (bytes) => packr.unpack(bytes) };
    },
  },
  {
    name: 'cbor-x, records',
    package: 'cbor-x',
    native: bytesAsBuffer,
    async make() {
      const { Encoder } = await import('cbor-x');
      const encoder = new Encoder({ structures: [], useRecords: true, int64AsType: 'bigint' });
      return { encode: (value) => encoder.encode(value), decode: (bytes) => encoder.decode(bytes) };
    },
  },
  {
    name: '@msgpack/msgpack',
    package: '@msgpack/msgpack',
    native: {},
    reuses: true,
    async make() {
      const { Encoder, Decoder } = await import('@msgpack/msgpack');
      const encoder = new Encoder({ useBigInt64: true });
      const decoder = new Decoder({ useBigInt64: true });
      return { encode: (value) => encoder.encodeSharedRef(value), decode: (bytes) => decoder.decode(bytes) };
    },
  },
  {
    name: '@jsonjoy.com/json-pack, CBOR',
    package: '@jsonjoy.com/json-pack',
    native: {},
    async make() {
      const { CborEncoder } = require('@jsonjoy.com/json-pack/lib/cbor/CborEncoder');
      const { CborDecoder } = require('@jsonjoy.com/json-pack/lib/cbor/CborDecoder');
      const encoder = new CborEncoder();
      const decoder = new CborDecoder();
      return { encode: (value) => encoder.encode(value), decode: (bytes) => decoder.decode(bytes) };
    },
  },
];
