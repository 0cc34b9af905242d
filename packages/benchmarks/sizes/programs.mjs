// The same small program with each library: save S1, load S1. In: the shape. Out: module texts, as one would write them.

import { is64, SIZE, shapes } from '../serializers/shapes.mjs';

const { fields } = shapes.S1;
const each = (text, separator = ', ') => fields.map(text).join(separator);

const PROTO = { u8: 'uint32', u16: 'uint32', i32: 'sint32', u64: 'uint64' };
const PROTO_NUMBER = { uint32: 13, sint32: 17, uint64: 4 };
const DATA_VIEW = { u8: 'Uint8', u16: 'Uint16', i32: 'Int32', u64: 'BigUint64' };
const BEBOP = { u8: 'Byte', u16: 'Uint16', i32: 'Int32', u64: 'Uint64' };
const FLAT_ADD = { u8: 'Int8', u16: 'Int16', i32: 'Int32', u64: 'Int64' };
const FLAT_READ = { u8: 'Uint8', u16: 'Uint16', i32: 'Int32', u64: 'Uint64' };

function byHand() {
  let end = 0;
  const at = fields.map(({ t }) => (end += SIZE[t]) - SIZE[t]);
  const order = (t) => (SIZE[t] > 1 ? ', true' : '');
  return `export const save = (o, view) => { ${each(({ n, t }, i) => `view.set${DATA_VIEW[t]}(${at[i]}, o.${n}${order(t)});`, ' ')} };
    export const load = (view) => ({ ${each(({ n, t }, i) => `${n}: view.get${DATA_VIEW[t]}(${at[i]}${order(t)})`)} });`;
}

/** What protoc-gen-es emits: the descriptor in base 64. */
async function protobufEs() {
  const { create, toBinary } = await import('@bufbuild/protobuf');
  const { FileDescriptorProtoSchema } = await import('@bufbuild/protobuf/wkt');
  const field = fields.map(({ n, t }, i) => ({ name: n, number: i + 1, type: PROTO_NUMBER[PROTO[t]], label: 1 }));
  const file = create(FileDescriptorProtoSchema, {
    name: 'a.proto',
    syntax: 'proto3',
    messageType: [{ name: 'S', field }],
  });
  const base64 = Buffer.from(toBinary(FileDescriptorProtoSchema, file)).toString('base64').replace(/=+$/, '');
  return `import { toBinary, fromBinary } from '@bufbuild/protobuf';
    import { fileDesc, messageDesc } from '@bufbuild/protobuf/codegenv2';
    const schema = messageDesc(fileDesc('${base64}'), 0);
    export const save = (o) => toBinary(schema, o);
    export const load = (bytes) => fromBinary(schema, bytes);`;
}

export async function programs() {
  return {
    'by hand, a DataView (L1)': byHand(),
    JSON: `export const save = (o) => JSON.stringify({ ...o, last_xmit_ts: String(o.last_xmit_ts) });
      export const load = (text) => { const o = JSON.parse(text); o.last_xmit_ts = BigInt(o.last_xmit_ts); return o; };`,
    msgpackr: `import { Packr } from 'msgpackr';
      const packr = new Packr({ structures: [], int64AsType: 'bigint' });
      export const save = (o) => packr.pack(o);
      export const load = (bytes) => packr.unpack(bytes);`,
    'cbor-x': `import { Encoder } from 'cbor-x';
      const encoder = new Encoder({ structures: [], int64AsType: 'bigint' });
      export const save = (o) => encoder.encode(o);
      export const load = (bytes) => encoder.decode(bytes);`,
    '@msgpack/msgpack': `import { encode, decode } from '@msgpack/msgpack';
      export const save = (o) => encode(o, { useBigInt64: true });
      export const load = (bytes) => decode(bytes, { useBigInt64: true });`,
    avsc: `import avro from 'avsc';
      const type = avro.Type.forSchema({ type: 'record', name: 'S', fields: [${each(({ n, t }) => `{ name: '${n}', type: '${is64(t) ? 'long' : 'int'}' }`)}] });
      export const save = (o) => type.toBuffer(o);
      export const load = (bytes) => type.fromBuffer(bytes);`,
    'protobufjs, static code': `import protobuf from 'protobufjs/minimal.js';
      export const save = (m) => { const w = protobuf.Writer.create(); ${each(({ n, t }, i) => `w.uint32(${(i + 1) << 3}).${PROTO[t]}(m.${n});`, ' ')} return w.finish(); };
      export const load = (bytes) => { const r = protobuf.Reader.create(bytes), m = {}; while (r.pos < r.len) { const t = r.uint32(); switch (t >>> 3) { ${each(({ n, t }, i) => `case ${i + 1}: m.${n} = r.${PROTO[t]}(); break;`, ' ')} default: r.skipType(t & 7); } } return m; };`,
    '@bufbuild/protobuf': await protobufEs(),
    flatbuffers: `import { Builder, ByteBuffer } from 'flatbuffers';
      export const save = (o) => { const b = new Builder(64); b.startObject(${fields.length}); ${each(({ n, t }, i) => `b.addField${FLAT_ADD[t]}(${i}, o.${n}, ${is64(t) ? '0n' : 0});`, ' ')} b.finish(b.endObject()); return b.asUint8Array(); };
      export const load = (bytes) => { const b = new ByteBuffer(bytes), p = b.readInt32(0); return { ${each(({ n, t }, i) => `${n}: b.read${FLAT_READ[t]}(p + b.__offset(p, ${4 + 2 * i}))`)} }; };`,
    bebop: `import { BebopView } from 'bebop';
      export const save = (o) => { const v = BebopView.getInstance(); v.startWriting(); ${each(({ n, t }) => `v.write${BEBOP[t]}(o.${n});`, ' ')} return v.toArray(); };
      export const load = (bytes) => { const v = BebopView.getInstance(); v.startReading(bytes); return { ${each(({ n, t }) => `${n}: v.read${BEBOP[t]}()`)} }; };`,
  };
}
