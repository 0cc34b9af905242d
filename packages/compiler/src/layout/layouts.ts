// In: a target. Out: the Layouts of its types: what the rest of the compiler asks for sizes, alignments and offsets.
// Rule: one answer per type object, remembered for records; refusals have a reason in words.

import type { Target } from '../target.ts';
import { ATOMIC } from '../parse/syntax.ts';
import { basic } from '../types/basic.ts';
import { spell, tagText } from '../types/spell.ts';
import type { ArrayType, BasicType, CType, EnumType, RecordType, TypedefType } from '../types/type.ts';
import { integerOfEnum } from './enum.ts';
import type { Layouts, RecordLayout, SizeAlign } from './layout.ts';
import { MAX_TYPE_BYTES } from './layout.ts';
import { layoutRecord } from './record.ts';
import { layoutAtomic, layoutBasic, layoutVector } from './scalar.ts';

/** `initialPack`: -fpack-struct, bytes; 0 without. `before`: what is known there holds here, too. */
export function createLayouts(target: Target, initialPack = 0, before?: Layouts): Layouts {
  /** Layouts, or why there is none. */
  const records = new Map<RecordType, RecordLayout | string>();
  const basics = new Map<BasicType, SizeAlign | null>();
  const pointer: SizeAlign = { size: target.pointer, align: target.pointer };

  function sizeOf(type: CType): SizeAlign | null {
    switch (type.kind) {
      case 'basic':
        return sizeOfBasic(type);
      case 'pointer':
        return pointer;
      case 'typedef':
        return sizeOfTypedef(type);
      case 'record':
        return recordOf(type);
      case 'array':
        return sizeOfArray(type);
      case 'qualified':
        return type.qualifiers & ATOMIC ? sizeOfAtomic(type.of) : sizeOf(type.of);
      case 'enum':
        return sizeOfEnum(type);
      case 'vector':
        return layoutVector(type.bytes, target);
      default:
        return null;
    }
  }

  function sizeOfBasic(type: BasicType): SizeAlign | null {
    let known = basics.get(type);
    if (known === undefined) basics.set(type, (known = layoutBasic(type, target)));
    return known;
  }

  /** An `aligned(n)` typedef sets the alignment, to less than its type's too; the size stays. */
  function sizeOfTypedef(type: TypedefType): SizeAlign | null {
    const to = sizeOf(type.to);
    return to === null || type.align === 0 ? to : { size: to.size, align: type.align };
  }

  function sizeOfArray(type: ArrayType): SizeAlign | null {
    const element = sizeOf(type.of);
    if (element === null) return null;
    const size = element.size * (type.count ?? 0);
    return size > MAX_TYPE_BYTES ? null : { size, align: element.align };
  }

  function sizeOfAtomic(of: CType): SizeAlign | null {
    const plain = sizeOf(of);
    return plain === null ? null : layoutAtomic(plain, target);
  }

  function sizeOfEnum(type: EnumType): SizeAlign | null {
    if (!type.complete) return null;
    const integer = sizeOfBasic(integerOfEnum(type, target));
    return integer === null || type.align <= integer.align ? integer : { size: integer.size, align: type.align };
  }

  function recordOf(record: RecordType): RecordLayout | null {
    const known = knownOf(record) ?? layOut(record);
    return typeof known === 'string' ? null : known;
  }

  function knownOf(record: RecordType): RecordLayout | string | undefined {
    return records.get(record) ?? before?.known.get(record);
  }

  function layOut(record: RecordType): RecordLayout | string {
    if (!record.complete) return `${tagText(record)} is incomplete`;
    // A record that contains itself has no layout; sema has said so.
    records.set(record, 'it contains itself');
    const layout = layoutRecord(record, target, initialPack, layouts);
    records.set(record, layout);
    return layout;
  }

  function why(type: CType): string {
    let at = type;
    for (;;) {
      if (at.kind === 'typedef') at = at.to;
      else if ((at.kind === 'qualified' || at.kind === 'array') && sizeOf(at.of) === null) at = at.of;
      else return reason(at);
    }
  }

  function reason(type: CType): string {
    switch (type.kind) {
      case 'record': {
        const known = knownOf(type) ?? layOut(type);
        return typeof known === 'string' ? known : '';
      }
      case 'enum':
        return `${tagText(type)} is incomplete`;
      case 'array':
        if (type.count === null) return `${spell(type)} has no length`;
        return `an array of ${type.count} elements has more than ${MAX_TYPE_BYTES} bytes`;
      case 'function':
        return 'a function has no size';
      case 'unknown':
        return `no type is called ${type.name}`;
      case 'qualified':
        return `gcc and clang do not agree on the size of ${spell(type)}`;
      default:
        return type === basic('void')
          ? 'void has no size'
          : `${spell(type)} has no layout on ${target.name} that gcc and clang agree on`;
    }
  }

  const layouts: Layouts = { sizeOf, recordOf, why, known: records };
  return layouts;
}
