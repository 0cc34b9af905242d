// Libraries that describe a binary format, most of them for reading alone.

import { createRequire } from 'node:module';
import { packedBytes } from './limits.mjs';
import { byKind, structsOf } from './shapes.mjs';

const require = createRequire(import.meta.url);

async function binaryParser(shape) {
  const { Parser } = await import('binary-parser');
  const typeOf = (t) => t.replace('u', 'uint').replace(/^i/, 'int');
  const build = ({ fields }) => {
    const parser = new Parser().endianness('little');
    for (const item of fields) {
      byKind(item, {
        struct: ({ n, of, len }) => parser.array(n, { type: build(of), length: len }),
        text: ({ n, len }) => parser.string(n, { length: len }),
        bytes: ({ n, len }) => parser.buffer(n, { length: len }),
        array: ({ n, t, len }) => parser.array(n, { type: `${typeOf(t)}le`, length: len }),
        number: ({ n, t }) => parser[typeOf(t)](n),
      });
    }
    return parser;
  };
  const parser = build(shape);
  parser.compile();
  return {
    encode: packedBytes(shape),
    prepare: (bytes) => Buffer.from(bytes),
    decode: (bytes) => parser.parse(bytes),
  };
}

const KAITAI = {
  u8: 'readU1',
  u16: 'readU2le',
  i16: 'readS2le',
  u32: 'readU4le',
  i32: 'readS4le',
  u64: 'readU8le',
  i64: 'readS8le',
};

function kaitai(shape) {
  const KaitaiStream = require('kaitai-struct/KaitaiStream');
  const text = structsOf(shape).map(({ name, fields }) => {
    const reads = fields.map((item) =>
      byKind(item, {
        struct: ({ n, of, len }) =>
          `this.${n} = []; for (let i = 0; i < ${len}; i++) this.${n}.push(new ${of.name}(this._io, this, this._root));`,
        text: ({ n, len }) => `this.${n} = KaitaiStream.bytesToStr(this._io.readBytes(${len}), 'ASCII');`,
        bytes: ({ n, len }) => `this.${n} = this._io.readBytes(${len});`,
        array: ({ n, t, len }) =>
          `this.${n} = []; for (let i = 0; i < ${len}; i++) this.${n}.push(this._io.${KAITAI[t]}());`,
        number: ({ n, t }) => `this.${n} = this._io.${KAITAI[t]}();`,
      }),
    );
    return `function ${name}(_io, _parent, _root) { this._io = _io; this._parent = _parent; this._root = _root || this; this._read(); }
      ${name}.prototype._read = function () { ${reads.join(' ')} };`;
  });
  const Root = new Function('KaitaiStream', `${text.join('\n')}\nreturn ${shape.name};`)(KaitaiStream);
  return {
    encode: packedBytes(shape),
    prepare: (bytes) => new Uint8Array(bytes).slice().buffer,
    decode: (buffer) => new Root(new KaitaiStream(buffer)),
  };
}

function structFu(shape) {
  const fu = require('struct-fu');
  const halves = new Uint32Array(2);
  const big = (array) =>
    fu.derive(
      fu.uint32le(2),
      (value) => {
        array[0] = value;
        return [halves[0], halves[1]];
      },
      ([low, high]) => {
        halves[0] = low;
        halves[1] = high;
        return array[0];
      },
    );
  const bigs = { u64: big(new BigUint64Array(halves.buffer)), i64: big(new BigInt64Array(halves.buffer)) };
  const methods = { u8: 'uint8', u16: 'uint16le', i16: 'int16le', u32: 'uint32le', i32: 'int32le' };
  const build = ({ fields }) =>
    fields.map((item) =>
      byKind(item, {
        struct: ({ n, of, len }) => fu.struct(n, build(of), len),
        text: ({ n, len }) => fu.char(n, len),
        bytes: ({ n, len }) => fu.byte(n, len),
        array: ({ n, t, len }) => fu[methods[t]](n, len),
        big: ({ n, t }) => bigs[t](n),
        number: ({ n, t }) => fu[methods[t]](n),
      }),
    );
  const type = fu.struct(build(shape));
  return { encode: (value) => type.pack(value), decode: (bytes) => type.unpack(bytes) };
}

export const readers = [
  { name: 'binary-parser', package: 'binary-parser', decodeOnly: true, make: binaryParser },
  // readS8le() is wrong for small negative numbers in 0.11.
  { name: 'kaitai-struct', package: 'kaitai-struct', decodeOnly: true, big: 'skip', make: kaitai },
  {
    name: 'struct-fu',
    package: 'struct-fu',
    native: { bytes: (value) => Buffer.from(value) },
    make: structFu,
  },
];
