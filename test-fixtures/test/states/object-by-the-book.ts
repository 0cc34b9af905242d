// In: a struct of a model, and a state of it. Out: the plain data that its object visitor gives.
// Rule: kinds.md, column JSON, and what docs/visitors.md says of what is left out; nothing is shared with what the compiler
// generates or the runtime does for it. The visitors of the external types in use give what their values are.

import type { FieldModel, FieldType, StructModel } from '@qidl/compiler';
import { computed } from './computation.ts';
import type { Known, State } from './random-state.ts';

type Plain = Record<string, unknown>;

export function objectByTheBook(known: Known, struct: StructModel, state: State): Plain {
  const initial = known.create(struct, {});
  const flags = new Set(struct.fields.map(({ optional }) => (optional?.by === 'has' ? optional.field : null)));
  const saved = struct.fields.filter(
    (field) => field.role === 'saved' && field.type !== null && !flags.has(field.jsName),
  );
  const plainOf = ({ type, jsName }: FieldModel, of: State): unknown => {
    const rows = type?.kind === 'array' && type.size !== null ? computed(type.size, state, known.functions) : null;
    return plain(known, type!, of[jsName], rows === null ? null : Number(rows));
  };
  // A field with a version is always written.
  const hasDefault = (field: FieldModel): boolean =>
    field.default !== null && field.version === 0 && isSame(plainOf(field, state), plainOf(field, initial));
  const object: Plain = {};
  const put = (field: FieldModel): void => {
    if (field.optional?.by === 'has' && state[field.optional.field] !== true) return;
    if (field.optional?.by === 'null' && state[field.jsName] === null) return;
    const value = plainOf(field, state);
    Object.defineProperty(object, field.wireName, { value, enumerable: true, configurable: true, writable: true });
  };
  const done = new Set<string>();
  for (const field of saved) {
    const { subsection } = field;
    if (subsection === null) {
      if (!hasDefault(field)) put(field);
    } else if (!done.has(subsection)) {
      done.add(subsection);
      const own = saved.filter((other) => other.subsection === subsection);
      const { needed } = struct.subsections.find(({ name }) => name === subsection)!;
      const isNeeded = needed === null ? !own.every(hasDefault) : computed(needed, state, known.functions) !== 0n;
      if (isNeeded) for (const other of own) put(other);
    }
  }
  return object;
}

/** `rows`: of a counted array, how many elements of its first dimension count. */
function plain(known: Known, type: FieldType, value: unknown, rows: number | null = null): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case 'int':
      return type.bits >= 64 ? String(value) : value;
    case 'enum': {
      if (type.bits === 64) return String(value);
      const names = known.enums.get(type.name)?.values ?? [];
      return names.find((item) => item.value === BigInt(value as number))?.name ?? value;
    }
    case 'float':
      return Number.isFinite(value) ? value : String(value);
    case 'bitfield':
      return plain(known, type.of, value);
    case 'array': {
      const { element, dims, capacity } = type;
      const used = rows === null ? [...dims] : [rows, ...dims.slice(1)];
      const count = dims[0] === 0 ? 0 : (used[0]! * capacity) / dims[0]!;
      const items = flat(value, dims.length - 1).slice(0, count);
      return nested(known, element, items, used);
    }
    case 'pointer-array': {
      const items = flat(value, 0);
      return nested(known, type.element, items, [items.length]);
    }
    case 'list':
      return flat(value, 0).map((item) => plain(known, type.element, item));
    case 'struct':
      return objectByTheBook(known, known.structs.get(type.name)!, value as State);
    case 'union': {
      const { case: name, value: inner } = value as { readonly case: string; readonly value: unknown };
      const { type: own } = type.cases.find((item) => item.name === name)!;
      return { [name]: plain(known, own, inner) };
    }
    case 'external':
      return typeof value === 'bigint' ? String(value) : value;
    default:
      return value;
  }
}

/** The elements of an array, nested so deep at most, in order. */
export function flat(value: unknown, depth: number): unknown[] {
  return ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : (value as unknown[]).flat(depth);
}

/** Bytes are lower-case hex digits, whatever their dimensions; other rows are arrays. */
function nested(known: Known, element: FieldType, items: readonly unknown[], dims: readonly number[]): unknown {
  const [count, ...inner] = dims as [number, ...number[]];
  const isRow = inner.length === 0;
  if (isRow && element.kind === 'int' && element.bits === 8 && !element.signed)
    return Buffer.from(items as number[]).toString('hex');
  if (isRow) return items.map((item) => plain(known, element, item));
  const size = inner.reduce((product, dim) => product * dim, 1);
  return Array.from({ length: count }, (_, row) =>
    nested(known, element, items.slice(row * size, (row + 1) * size), inner),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return signed(a) === signed(b);
}

/** As JSON, with the signs of zeros, which a default does not have. */
function signed(value: unknown): string {
  return JSON.stringify(value, (_, item) => (Object.is(item, -0) ? '-0' : item));
}
