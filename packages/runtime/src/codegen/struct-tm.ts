// `struct tm` (language.md, rule 17): the nine members of C11 7.27.1, in the order of the standard.
// Rule: wire and keyed forms are a struct of int32; the image has 9 int32, little-endian.

import type { ExternalInfo, StructInfo } from '../visitor.ts';

export interface Tm {
  tm_sec: number;
  tm_min: number;
  tm_hour: number;
  tm_mday: number;
  tm_mon: number;
  tm_year: number;
  tm_wday: number;
  tm_yday: number;
  tm_isdst: number;
}

const names = [
  'tm_sec',
  'tm_min',
  'tm_hour',
  'tm_mday',
  'tm_mon',
  'tm_year',
  'tm_wday',
  'tm_yday',
  'tm_isdst',
] as const;

const createTm = (): Tm => ({
  tm_sec: 0,
  tm_min: 0,
  tm_hour: 0,
  tm_mday: 0,
  tm_mon: 0,
  tm_year: 0,
  tm_wday: 0,
  tm_yday: 0,
  tm_isdst: 0,
});

const info: StructInfo<Tm> = {
  name: 'tm',
  wireName: 'tm',
  version: 1,
  minimumVersion: 1,
  doc: null,
  fields: names.map((name) => ({
    name,
    wireName: name,
    kind: 'int',
    ctype: 'int',
    role: 'saved',
    reason: 'default',
    optional: false,
    version: 0,
    doc: null,
    line: 0,
    type: null,
    properties: [],
  })),
  fingerprint: [0, 0],
  draft: createTm,
  commit: (into, draft) => void Object.assign(into, draft),
};

export const tm: ExternalInfo<Tm> = {
  name: 'tm',
  version: 1,
  create: createTm,
  visit(visitor, name, value) {
    const current = visitor.startStruct(name, value, info);
    for (const field of names) {
      const read = visitor.int32(field, current[field]);
      if (visitor.reads) current[field] = read;
    }
    return visitor.endStruct(name, value, current, info);
  },
  encode(value) {
    const bytes = new Uint8Array(4 * names.length);
    const data = new DataView(bytes.buffer);
    for (const [i, name] of names.entries()) data.setInt32(4 * i, value[name], true);
    return bytes;
  },
  decode(bytes) {
    if (bytes.length !== 4 * names.length) throw new RangeError(`${bytes.length} bytes`);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const value = createTm();
    for (const [i, name] of names.entries()) value[name] = data.getInt32(4 * i, true);
    return value;
  },
  equals: (a, b) => names.every((name) => a[name] === b[name]),
};
