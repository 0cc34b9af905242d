// Bytes that C compilers wrote, and views of them. In: c-bytes/bytes.json, which c-bytes.live.test.ts makes.
// Out: a view reads what C wrote, and writes what C would have written, for every target, wherever it lies.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TargetName } from '@qidl/compiler';
import { describe, expect, test } from 'vitest';
import { type Bytes, folder } from './c-bytes/compilers.ts';
import { addressesFor, moduleFor, packet, shown, values, write, writeItems } from './c-bytes/everything.ts';

const stored = JSON.parse(readFileSync(join(folder, 'bytes.json'), 'utf8')) as Record<string, Bytes>;
const AT = 64;

describe.for(Object.keys(stored))('%s', (name) => {
  const target = name.split(' ')[1] as TargetName;
  const all = { ...values, ...addressesFor(target) };
  const { everything, packet: packetBytes } = stored[name]!;
  const bytes = Buffer.from(everything, 'hex');
  const memoryOf = (buffer: ArrayBuffer | SharedArrayBuffer, content: Uint8Array): typeof buffer => {
    new Uint8Array(buffer).set(content, AT);
    return buffer;
  };

  test('a view reads what C wrote', async () => {
    const m = await moduleFor(target);
    expect(m.sizeofEverything).toBe(bytes.length);
    for (const buffer of [new ArrayBuffer(512), new SharedArrayBuffer(512)]) {
      const view = m.viewEverything(memoryOf(buffer, bytes), AT);
      expect(shown(view, all)).toEqual(all);
      // All members of a union see the same bytes.
      expect(Buffer.from(view.cell.parts)).toEqual(bytes.subarray(m.offsetsEverything.cell).subarray(0, 4));
      expect(() => view.$next).toThrow(RangeError);
    }
  });

  test('a view writes what C wrote', async () => {
    const m = await moduleFor(target);
    const buffer = new ArrayBuffer(512);
    write(m.viewEverything(buffer, AT), all);
    expect(Buffer.from(buffer, AT, bytes.length).toString('hex')).toBe(everything);
  });

  test('whole structs go both ways', async () => {
    const m = await moduleFor(target);
    const from = memoryOf(new ArrayBuffer(512), bytes);
    const to = new ArrayBuffer(512);
    const value = m.readEverything(from, AT);
    m.writeEverything(to, AT, value);
    const { cell: _, lines: __, next: ___, ...saved } = all;
    expect(shown(m.viewEverything(to, AT), saved)).toEqual(saved);
    expect(m.saveOwnEverything(value)).toEqual(m.saveOwnEverything(m.readEverything(to, AT)));
  });

  test('flexible arrays, by count', async () => {
    const m = await moduleFor(target);
    const view = m.viewPacket(memoryOf(new ArrayBuffer(512), Buffer.from(packetBytes, 'hex')), AT);
    expect(shown(view.items(view.count), packet)).toEqual(packet);
    const written = m.viewPacket(new ArrayBuffer(AT + packetBytes.length / 2), AT);
    written.count = packet.length;
    writeItems(written.items(packet.length), packet);
    expect(shown(written.items(3), packet)).toEqual(packet);
    expect(() => written.items(4)).toThrow(RangeError);
    for (const count of [-1, 1.5, NaN, undefined]) expect(() => written.items(count)).toThrow('no number of elements');
  });
});
