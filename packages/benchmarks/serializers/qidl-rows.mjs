// Our own rows: the functions of the modules that headers/ becomes, called as a program calls them.

import { pathToFileURL } from 'node:url';
import { generate } from '../lib/generated.mjs';
import { mapped } from './shapes.mjs';

async function moduleOf(id) {
  const header = new URL(`headers/${id.toLowerCase()}.qidl.h`, import.meta.url);
  return import(pathToFileURL(generate(header)));
}

const withModule = (make) => async (shape, context) => {
  const generated = await moduleOf(context.id);
  const toNative = (value) =>
    mapped(
      shape,
      value,
      (_, own) => own,
      ({ name }, object) => generated[`create${name}`](object),
    );
  return { toNative, prepare: (bytes) => new Uint8Array(bytes), ...make(generated, shape.name, toNative, context) };
};

export const qidlRows = [
  {
    name: 'QIDL saveT, decodeT',
    isOurs: true,
    make: withModule((generated, name) => ({ encode: generated[`save${name}`], decode: generated[`decode${name}`] })),
  },
  {
    name: 'QIDL saveIntoT, loadT',
    isOurs: true,
    make: withModule((generated, name, toNative, { pool }) => {
      const saveInto = generated[`saveInto${name}`];
      const load = generated[`load${name}`];
      const into = toNative(pool[0]);
      const target = generated[`saveOwn${name}`](into);
      return {
        encode(value) {
          saveInto(value, target, 0);
          return target;
        },
        decode: (image) => load(image, into),
      };
    }),
  },
  {
    name: 'QIDL saveOwnT',
    isOurs: true,
    make: withModule((generated, name) => ({ encode: generated[`saveOwn${name}`], decode: null })),
  },
  {
    name: 'QIDL viewT, every field read once',
    isOurs: true,
    only: ['S1'],
    decodeOnly: true,
    make: withModule((generated, name) => {
      const { [`view${name}`]: view, [`write${name}`]: write, [`sizeof${name}`]: size } = generated;
      const touch = new Function(
        'o',
        'return o.divider ^ o.rbr ^ o.ier ^ o.iir ^ o.lcr ^ o.mcr ^ o.lsr ^ o.msr ^ o.scr ^ o.fcr ^ o.thr_ipending ^ o.timeout_ipending ^ o.last_break_enable ^ Number(BigInt.asUintN(32, o.last_xmit_ts));',
      );
      const sum = new Int32Array(1);
      return {
        encode(value) {
          const bytes = new Uint8Array(size);
          write(bytes.buffer, 0, value);
          return bytes;
        },
        prepare: (bytes) => new Uint8Array(bytes).buffer,
        decode(memory) {
          const seen = view(memory, 0);
          sum[0] = touch(seen);
          return seen;
        },
      };
    }),
  },
];
