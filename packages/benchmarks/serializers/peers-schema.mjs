// Libraries that are given a schema: what it is compiled to is written here as the library's own compiler emits it.

import { byKind, conversion, is64, mapped, SIZE, structsOf } from './shapes.mjs';

const toList = (value) => Array.from(value);
const toBuffer = (value) => Buffer.from(value);
const asIs = (value) => value;

// ---- avsc ----------------------------------------------------------------------------------------------------

async function avroType(shape) {
  const { default: avro } = await import('avsc');
  const big = (signed) =>
    avro.types.LongType.__with({
      fromBuffer: (bytes) => (signed ? bytes.readBigInt64LE() : bytes.readBigUInt64LE()),
      toBuffer(value) {
        const bytes = Buffer.allocUnsafe(8);
        if (signed) bytes.writeBigInt64LE(value);
        else bytes.writeBigUInt64LE(value);
        return bytes;
      },
      fromJSON: BigInt,
      toJSON: Number,
      isValid: (value) => typeof value === 'bigint',
      compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    });
  const long = avro.Type.forSchema('long');
  const scalars = { u8: 'int', u16: 'int', i16: 'int', i32: 'int', u32: long, u64: big(false), i64: big(true) };
  const array = (items) => avro.Type.forSchema({ type: 'array', items });
  const build = (struct) => {
    const fields = struct.fields.map((item) => ({
      name: item.n,
      type: byKind(item, {
        struct: ({ of }) => array(build(of)),
        text: () => 'string',
        bytes: ({ n, len }) => ({ type: 'fixed', name: `${struct.name}_${n}`, size: len }),
        array: ({ t }) => ({ type: 'array', items: scalars[t] }),
        number: ({ t }) => scalars[t],
      }),
    }));
    return avro.Type.forSchema({ type: 'record', name: struct.name, fields }, { registry: {} });
  };
  return build(shape);
}

// ---- protobuf ------------------------------------------------------------------------------------------------

const PROTO = {
  u8: 'uint32',
  u16: 'uint32',
  u32: 'uint32',
  i16: 'sint32',
  i32: 'sint32',
  u64: 'uint64',
  i64: 'sint64',
};

async function protobufjs(shape) {
  const { default: protobuf } = await import('protobufjs');
  const { Long } = protobuf.util;
  const messages = structsOf(shape).map((struct) => {
    const fields = struct.fields.map((item, index) => {
      const type = byKind(item, {
        struct: ({ of }) => `repeated ${of.name}`,
        text: () => 'string',
        bytes: () => 'bytes',
        array: ({ t }) => `repeated ${PROTO[t]}`,
        number: ({ t }) => PROTO[t],
      });
      return `${type} ${item.n} = ${index + 1};`;
    });
    return `message ${struct.name} { ${fields.join(' ')} }`;
  });
  const { root } = protobuf.parse(`syntax = "proto3"; ${messages.join('\n')}`, { keepCase: true });
  const type = root.lookupType(shape.name);
  const toLong = (value, { t }) => {
    const bits = BigInt.asUintN(64, value);
    return new Long(Number(bits & 0xffffffffn) | 0, Number(bits >> 32n) | 0, t === 'u64');
  };
  const convert = conversion({ bytes: toBuffer, big: toLong });
  const fromLong = (item, value) => (is64(item.t) ? BigInt(value.toString()) : value);
  return {
    toNative: (value) => mapped(shape, value, convert, ({ name }, object) => root.lookupType(name).create(object)),
    encode: (value) => type.encode(value).finish(),
    decode: (bytes) => type.decode(bytes),
    toCanonical: (value) => mapped(shape, value, fromLong),
  };
}

async function protobufEs(shape) {
  const { create, toBinary, fromBinary, createFileRegistry } = await import('@bufbuild/protobuf');
  const { FileDescriptorProtoSchema } = await import('@bufbuild/protobuf/wkt');
  const [REPEATED, ONE] = [3, 1];
  const numbers = { uint32: 13, sint32: 17, uint64: 4, sint64: 18 };
  const fieldOf = (item, index) => ({
    name: item.n,
    jsonName: item.n,
    number: index + 1,
    ...byKind(item, {
      struct: ({ of }) => ({ label: REPEATED, type: 11, typeName: `.${of.name}` }),
      text: () => ({ label: ONE, type: 9 }),
      bytes: () => ({ label: ONE, type: 12 }),
      array: ({ t }) => ({ label: REPEATED, type: numbers[PROTO[t]] }),
      number: ({ t }) => ({ label: ONE, type: numbers[PROTO[t]] }),
    }),
  });
  const messageType = structsOf(shape).map(({ name, fields }) => ({ name, field: fields.map(fieldOf) }));
  const file = create(FileDescriptorProtoSchema, { name: 'a.proto', syntax: 'proto3', messageType });
  const registry = createFileRegistry(file, () => undefined);
  const schema = registry.getMessage(shape.name);
  const localName = (struct, { n }) => registry.getMessage(struct.name).fields.find(({ name }) => name === n).localName;
  const toMessage = (struct, value) =>
    create(
      registry.getMessage(struct.name),
      Object.fromEntries(
        struct.fields.map((item) => [
          localName(struct, item),
          byKind(item, {
            struct: ({ n, of }) => value[n].map((one) => toMessage(of, one)),
            text: ({ n }) => value[n],
            bytes: ({ n }) => value[n],
            array: ({ n }) => toList(value[n]),
            number: ({ n }) => value[n],
          }),
        ]),
      ),
    );
  const fromMessage = (struct, message) =>
    Object.fromEntries(
      struct.fields.map((item) => {
        const value = message[localName(struct, item)];
        return [item.n, item.t === 'struct' ? value.map((one) => fromMessage(item.of, one)) : value];
      }),
    );
  return {
    toNative: (value) => toMessage(shape, value),
    encode: (value) => toBinary(schema, value),
    decode: (bytes) => fromBinary(schema, bytes),
    toCanonical: (message) => fromMessage(shape, message),
  };
}

// ---- flatbuffers: as flatc's object API, with byte vectors at once and one builder -----------------------------

const FLAT = {
  u8: ['addFieldInt8', 'readUint8'],
  u16: ['addFieldInt16', 'readUint16'],
  i16: ['addFieldInt16', 'readInt16'],
  u32: ['addFieldInt32', 'readUint32'],
  i32: ['addFieldInt32', 'readInt32'],
  u64: ['addFieldInt64', 'readUint64'],
  i64: ['addFieldInt64', 'readInt64'],
};

function flatVector({ n, t, len }, index, offset) {
  const size = SIZE[t];
  const add = size === 2 ? 'addInt16' : 'addInt32';
  const type = { u8: 'Uint8Array', i16: 'Int16Array', i32: 'Int32Array' }[t];
  return {
    before:
      t === 'u8'
        ? `const v${index} = b.createByteVector(o.${n});`
        : `const items${index} = o.${n}; b.startVector(${size}, ${len}, ${size}); for (let k = ${len - 1}; k >= 0; k--) b.${add}(items${index}[k]); const v${index} = b.endVector();`,
    add: `b.addFieldOffset(${index}, v${index}, 0);`,
    value: `((at) => at ? new ${type}(bb.bytes().buffer, bb.bytes().byteOffset + bb.__vector(pos + at), bb.__vector_len(pos + at)) : null)(bb.__offset(pos, ${offset}))`,
  };
}

function flatField(item, index) {
  const offset = 4 + 2 * index;
  const at = `bb.__offset(pos, ${offset})`;
  return byKind(item, {
    struct: ({ n, of }) => ({
      before: `const q${index} = o.${n}.map((one) => pack_${of.name}(b, one)); b.startVector(4, q${index}.length, 4); for (let k = q${index}.length - 1; k >= 0; k--) b.addOffset(q${index}[k]); const v${index} = b.endVector();`,
      add: `b.addFieldOffset(${index}, v${index}, 0);`,
      value: `((at) => { const items = []; const n = at ? bb.__vector_len(pos + at) : 0; for (let k = 0; k < n; k++) items.push(unpack_${of.name}(bb, bb.__indirect(bb.__vector(pos + at) + k * 4))); return items; })(${at})`,
    }),
    text: ({ n }) => ({
      before: `const v${index} = b.createString(o.${n});`,
      add: `b.addFieldOffset(${index}, v${index}, 0);`,
      value: `((at) => at ? bb.__string(pos + at) : null)(${at})`,
    }),
    array: () => flatVector(item, index, offset),
    number: ({ n, t }) => ({
      before: '',
      add: `b.${FLAT[t][0]}(${index}, o.${n}, ${is64(t) ? '0n' : 0});`,
      value: `((at) => at ? bb.${FLAT[t][1]}(pos + at) : ${is64(t) ? '0n' : 0})(${at})`,
    }),
  });
}

async function flatbuffers(shape) {
  const { Builder, ByteBuffer } = await import('flatbuffers');
  const text = structsOf(shape).map(({ name, fields }) => {
    const parts = fields.map((item, index) => flatField(item, index));
    const values = fields.map(({ n }, index) => `${n}: ${parts[index].value}`);
    return `function pack_${name}(b, o) { ${parts.map(({ before }) => before).join(' ')} b.startObject(${fields.length}); ${parts.map(({ add }) => add).join(' ')} return b.endObject(); }
      function unpack_${name}(bb, pos) { return { ${values.join(', ')} }; }`;
  });
  const { pack, unpack } = new Function(
    `${text.join('\n')}\nreturn { pack: pack_${shape.name}, unpack: unpack_${shape.name} };`,
  )();
  const builder = new Builder(1 << 16);
  return {
    encode(value) {
      builder.clear();
      builder.finish(pack(builder, value));
      return builder.asUint8Array();
    },
    prepare: (bytes) => new Uint8Array(bytes),
    decode(bytes) {
      const buffer = new ByteBuffer(bytes);
      return unpack(buffer, buffer.readInt32(0));
    },
  };
}

// ---- bebop: as bebopc emits it -------------------------------------------------------------------------------

const BEBOP = {
  u8: 'Byte',
  u16: 'Uint16',
  i16: 'Int16',
  u32: 'Uint32',
  i32: 'Int32',
  u64: 'Uint64',
  i64: 'Int64',
};

function bebopField(item, index) {
  const list = (n, write, read) => ({
    write: `{ const count = record.${n}.length; view.writeUint32(count); for (let i = 0; i < count; i++) ${write}; }`,
    read: `let v${index}; { const count = view.readUint32(); v${index} = new Array(count); for (let i = 0; i < count; i++) v${index}[i] = ${read}; }`,
  });
  const plain = (n, method) => ({
    write: `view.write${method}(record.${n});`,
    read: `const v${index} = view.read${method}();`,
  });
  return byKind(item, {
    struct: ({ n, of }) => list(n, `write_${of.name}(record.${n}[i], view)`, `read_${of.name}(view)`),
    text: ({ n }) => plain(n, 'String'),
    bytes: ({ n }) => plain(n, 'Bytes'),
    array: ({ n, t }) => list(n, `view.write${BEBOP[t]}(record.${n}[i])`, `view.read${BEBOP[t]}()`),
    number: ({ n, t }) => plain(n, BEBOP[t]),
  });
}

async function bebop(shape) {
  const { BebopView } = await import('bebop');
  const text = structsOf(shape).map(({ name, fields }) => {
    const parts = fields.map((item, index) => bebopField(item, index));
    const values = fields.map(({ n }, index) => `${n}: v${index}`);
    return `function write_${name}(record, view) { ${parts.map(({ write }) => write).join(' ')} }
      function read_${name}(view) { ${parts.map(({ read }) => read).join(' ')} return { ${values.join(', ')} }; }`;
  });
  const { write, read } = new Function(
    `${text.join('\n')}\nreturn { write: write_${shape.name}, read: read_${shape.name} };`,
  )();
  return {
    encode(value) {
      const view = BebopView.getInstance();
      view.startWriting();
      write(value, view);
      return view.toArray();
    },
    decode(bytes) {
      const view = BebopView.getInstance();
      view.startReading(bytes);
      return read(view);
    },
  };
}

// ---- seqproto ------------------------------------------------------------------------------------------------

function seqprotoText({ name, fields }) {
  const parts = fields.map((item) =>
    byKind(item, {
      struct: ({ n, of }) => ({
        write: `s.serializeArray(o.${n}, write_${of.name});`,
        read: `${n}: d.deserializeArray(read_${of.name})`,
      }),
      text: ({ n }) => ({ write: `s.serializeString(o.${n});`, read: `${n}: d.deserializeString()` }),
      array: ({ n, t, len }) => ({
        write: `s.unsafeSerializeUint32Array(new Uint32Array(o.${n}.buffer, o.${n}.byteOffset, o.${n}.byteLength >> 2));`,
        read: `${n}: ((a) => new ${{ u8: 'Uint8Array', i16: 'Int16Array', i32: 'Int32Array' }[t]}(a.buffer, a.byteOffset, ${len}))(d.unsafeDeserializeUint32Array())`,
      }),
      big: ({ n, t }) => ({
        write: `${t}[0] = o.${n}; s.serializeUInt32(halves[0]); s.serializeUInt32(halves[1]);`,
        read: `${n}: (halves[0] = d.deserializeUInt32(), halves[1] = d.deserializeUInt32(), ${t}[0])`,
      }),
      number: ({ n, t }) => ({
        write: `s.serializeUInt32(o.${n});`,
        read: `${n}: d.deserializeUInt32()${t === 'i32' ? ' | 0' : ''}`,
      }),
    }),
  );
  return `function write_${name}(s, o) { ${parts.map(({ write }) => write).join(' ')} }
    function read_${name}(d) { return { ${parts.map(({ read }) => read).join(', ')} }; }`;
}

async function seqproto(shape) {
  const { createSer, createDes } = await import('seqproto');
  const { write, read } = new Function(
    `const u64 = new BigUint64Array(1), i64 = new BigInt64Array(u64.buffer), halves = new Uint32Array(u64.buffer);
    ${structsOf(shape).map(seqprotoText).join('\n')}\nreturn { write: write_${shape.name}, read: read_${shape.name} };`,
  )();
  const serializer = createSer({ bufferSize: 1 << 20 });
  const deserializer = createDes(new ArrayBuffer(8));
  return {
    encode(value) {
      serializer.reset();
      write(serializer, value);
      return serializer.getBuffer();
    },
    prepare: (bytes) => new Uint8Array(bytes).slice().buffer,
    decode(buffer) {
      deserializer.setBuffer(buffer);
      return read(deserializer);
    },
  };
}

// ---- typed-binary --------------------------------------------------------------------------------------------

async function typedBinary(shape) {
  const { default: bin, BufferReader, BufferWriter, MaxValue, Measurer, Schema } = await import('typed-binary');
  const halves = new Uint32Array(2);
  class Big extends Schema {
    constructor(array) {
      super();
      this.array = array;
    }
    write(output, value) {
      this.array[0] = value;
      output.writeUint32(halves[0]);
      output.writeUint32(halves[1]);
    }
    read(input) {
      halves[0] = input.readUint32();
      halves[1] = input.readUint32();
      return this.array[0];
    }
    measure(_, measurer = new Measurer()) {
      return measurer.add(8);
    }
  }
  const big = { u64: new Big(new BigUint64Array(halves.buffer)), i64: new Big(new BigInt64Array(halves.buffer)) };
  const build = ({ fields }) =>
    bin.object(
      Object.fromEntries(
        fields.map((item) => [
          item.n,
          byKind(item, {
            struct: ({ of, len }) => bin.arrayOf(build(of), len),
            text: ({ len }) => bin.chars(len),
            array: ({ t, len }) => bin[`${t}Array`](len),
            big: ({ t }) => big[t],
            number: ({ t }) => bin[t],
          }),
        ]),
      ),
    );
  const schema = build(shape);
  const out = new Uint8Array(schema.measure(MaxValue).size);
  const order = { endianness: 'little' };
  return {
    encode(value) {
      schema.write(new BufferWriter(out.buffer, order), value);
      return out;
    },
    prepare: (bytes) => new Uint8Array(bytes).slice().buffer,
    decode: (buffer) => schema.read(new BufferReader(buffer, order)),
  };
}

// ---- koffi: native code, C's own layout -----------------------------------------------------------------------

const C_TYPE = {
  u8: 'uint8_t',
  u16: 'uint16_t',
  i16: 'int16_t',
  u32: 'uint32_t',
  i32: 'int32_t',
  u64: 'uint64_t',
  i64: 'int64_t',
};

async function koffiCoder(shape) {
  const { default: koffi } = await import('koffi');
  const build = ({ name, fields }) =>
    koffi.struct(
      name,
      Object.fromEntries(
        fields.map((item) => [
          item.n,
          byKind(item, {
            struct: ({ of, len }) => koffi.array(build(of), len),
            text: ({ len }) => koffi.array('char', len + 1, 'String'),
            array: ({ t, len }) => koffi.array(C_TYPE[t], len, 'Typed'),
            number: ({ t }) => C_TYPE[t],
          }),
        ]),
      ),
    );
  const type = build(shape);
  const out = Buffer.alloc(koffi.sizeof(type));
  return {
    encode(value) {
      koffi.encode(out, type, value);
      return out;
    },
    decode: (bytes) => koffi.decode(bytes, type),
  };
}

export const schemaBased = [
  {
    name: 'avsc',
    package: 'avsc',
    native: { bytes: toBuffer },
    async make(shape) {
      const type = await avroType(shape);
      return { encode: (value) => type.toBuffer(value), decode: (bytes) => type.fromBuffer(bytes) };
    },
  },
  {
    name: 'avsc, one buffer',
    package: 'avsc',
    reuses: true,
    native: { bytes: toBuffer },
    async make(shape) {
      const type = await avroType(shape);
      const out = Buffer.alloc(1 << 18);
      let length = 0;
      return {
        encode(value) {
          length = type.encode(value, out, 0);
          return out;
        },
        slice: (bytes) => bytes.subarray(0, length),
        decode: (bytes) => type.decode(bytes, 0).value,
      };
    },
  },
  { name: 'protobufjs', package: 'protobufjs', make: protobufjs },
  { name: '@bufbuild/protobuf', package: '@bufbuild/protobuf', make: protobufEs },
  { name: 'flatbuffers, object API', package: 'flatbuffers', reuses: true, make: flatbuffers },
  { name: 'bebop', package: 'bebop', reuses: true, native: { bytes: asIs }, make: bebop },
  { name: 'seqproto', package: 'seqproto', reuses: true, native: { bytes: asIs, ints: asIs }, make: seqproto },
  {
    name: 'typed-binary',
    package: 'typed-binary',
    reuses: true,
    native: { bytes: asIs, ints: asIs },
    make: typedBinary,
  },
  { name: 'koffi (native)', package: 'koffi', reuses: true, native: { bytes: asIs, ints: asIs }, make: koffiCoder },
];
