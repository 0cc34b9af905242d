// In: a struct's C layout. Out: `viewT(memory, address)`, `sizeofT` and `offsetsT`.
// Rule: module.md, "Memory views". Members at an alignment that is certain, in the machine's usual byte order, are read
// through typed arrays; the others through a DataView. A read of what is not there gives undefined: the memory has
// grown, or was given away, and the runtime finds out which (view-again.ts). A write asks first: it would be silent.

import { emitDoc } from './doc.ts';
import { type Emission, functionOf, runtime, runtimeType, structNamed, viewTypeOf } from './emission.ts';
import { escape } from './escape.ts';
import { prefixed } from './names.ts';
import { emitRows } from './rows.ts';
import { arrayOf } from './view-array.ts';
import { bitAccessor } from './view-bits.ts';
import { at, classOf, type LayoutOf, membersByName, numberOf, packedTypeOf, type View } from './view-code.ts';
import { accessorOf, plainRead } from './view-member.ts';
import type { Member } from './struct.ts';
import { arrayType, memberType } from './view-types.ts';

export function emitView(emission: Emission, struct: LayoutOf): void {
  const { js, dts } = emission;
  const { size, align } = struct.layout;
  const type = viewTypeOf(emission, struct);
  const view = functionOf(emission, 'view', struct);
  dts.comment([`/** A ${escape(struct.ctype, 'line')} in C memory, live. */`]);
  dts.named(`${emission.types.exporting(type)}interface `, type, struct.place, ' {');
  emitClass({ emission, struct, align, dts });
  js.open(`export function ${view}(memory, address) {`);
  js.line(
    `return new ${classOf(emission, struct, true)}(${runtime(emission, 'memoryOf')}(memory, address, ${size}, ${align}), address);`,
  );
  js.close('}');
  dts.comment([
    `/** A live view of the ${escape(struct.ctype, 'line')} at \`address\`, which survives growth of the memory. */`,
  ]);
  dts.named(
    'export declare function ',
    view,
    struct.place,
    `(memory: ${runtimeType(emission, 'MemoryLike')}, address: number): ${type};`,
  );
}

/** For a struct that lies at odd addresses in a packed one, here or in an import: its members through DataViews. */
export function emitPackedView(emission: Emission, struct: LayoutOf): void {
  emission.dts.open(`interface ${packedTypeOf(emission, struct.name)} {`);
  emitClass({ emission, struct, align: 1, dts: emission.dts });
}

function emitClass(view: View): void {
  const { emission, struct, dts } = view;
  const { js } = emission;
  const { members, align } = struct.layout;
  dts.indent();
  js.open(`class ${classOf(emission, struct, view.align === align)} {`, struct.place);
  js.line('constructor(memory, address) { this.$m = memory; this.$at = address; }');
  // A view's own two properties; plain ones are read twice as fast as private ones.
  const seen = new Set(['$m', '$at']);
  for (const member of members) {
    if (seen.has(member.name)) continue;
    seen.add(member.name);
    emitMember(view, member);
  }
  for (const member of members) emitPointee(view, member, seen);
  js.close('}');
  dts.close('}');
}

export function emitLayout(emission: Emission, struct: LayoutOf): void {
  const { js, dts, names } = emission;
  const { size, members } = struct.layout;
  const sizeof = prefixed('sizeof', struct.name);
  const offsets = prefixed('offsets', struct.name);
  js.line(`export const ${names.exported(sizeof)} = ${size};`, struct.place);
  dts.comment(['/** Bytes. */']);
  dts.named('export declare const ', emission.types.exported(sizeof), struct.place, `: ${size};`);
  dts.comment(["/** Bytes from the struct's start; of bit-fields, of the byte with their first bit. */"]);
  dts.named('export declare const ', emission.types.exported(offsets), struct.place, ': {');
  dts.indent();
  const byName = membersByName(emission, struct);
  const items: string[] = [];
  for (const { key, offset, place } of byName.size === members.length ? members : byName.values()) {
    const item = `${key}: ${offset}`;
    items.push(item);
    dts.named('readonly ', key, place, `: ${offset};`);
  }
  js.mark(struct.place);
  emitRows(js, `export const ${names.exported(offsets)} = { `, items, ' };');
  dts.close('};');
}

// ---- members -------------------------------------------------------------------------------------------------

function emitMember(view: View, member: Member): void {
  const { dts } = view;
  const { js } = view.emission;
  const { name, type } = member;
  const key = classKey(name, member.key);
  emitDoc(dts, member.doc);
  js.mark(member.place);
  if (type.kind === 'array' && type.dims[0] === 0) {
    const row = type.dims.slice(1).reduce((product, dim) => product * dim, type.stride);
    js.line(
      `${key}(count) { ${runtime(view.emission, 'reachItems')}(this.$m, ${at(member.offset)}, count, ${row}); return ${arrayOf(view, type, member.offset, 'count', name)}; }`,
    );
    dts.named('', member.key, member.place, `(count: number): ${arrayType(view, type, member.offset)};`);
    return;
  }
  const accessor = member.bit === null ? accessorOf(view, type, member.offset, member) : bitAccessor(view, member);
  js.line(`get ${key}() { return ${accessor.get}; }`);
  const isWritable = accessor.set !== null;
  if (isWritable) js.line(`set ${key}(value) { ${accessor.set}; }`, member.place);
  dts.named(isWritable ? '' : 'readonly ', member.key, member.place, `: ${memberType(view, member)};`);
}

/** A class may not have an accessor that is called `constructor`, and `#m` is ours. */
function classKey(name: string, key: string): string {
  return name === 'constructor' ? `['constructor']` : key;
}

/** For a pointer `next` to a struct with a view: `$next`, a view of that struct, or null. */
function emitPointee(view: View, { name, type, place, offset }: Member, seen: Set<string>): void {
  if (type.kind !== 'pointer' || type.to === null || seen.has(`$${name}`)) return;
  const { emission, dts } = view;
  const { js } = emission;
  const address = plainRead(view, numberOf(type), offset);
  const key = escape(`$${name}`, 'key');
  js.open(`get ${key}() {`, place);
  js.line(`const address = ${type.bits === 64 ? `${emission.names.global('Number')}(${address})` : address};`);
  js.line(
    `return address === 0 ? null : ${functionOf(emission, 'view', structNamed(emission, type.to))}(this.$m, address);`,
  );
  js.close('}');
  dts.comment([`/** What \`${escape(name, 'line')}\` points to; null for a null pointer. */`]);
  dts.named('readonly ', key, place, `: ${viewTypeOf(emission, structNamed(emission, type.to))} | null;`);
}
