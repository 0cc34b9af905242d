// QEMUTimer (language.md, rule 17): in T the time at which it expires, nanoseconds; -1n when it does not run.
// Rule: wire and keyed forms are those of an int64; the image has its 8 bytes, little-endian.

import type { ExternalInfo } from '../visitor.ts';

export const QEMUTimer: ExternalInfo<bigint> = {
  name: 'QEMUTimer',
  version: 1,
  create: () => -1n,
  visit: (visitor, name, value) => visitor.int64(name, value),
  encode(value) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, value, true);
    return bytes;
  },
  decode(bytes) {
    if (bytes.length !== 8) throw new RangeError(`${bytes.length} bytes`);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true);
  },
  equals: (a, b) => a === b,
};
