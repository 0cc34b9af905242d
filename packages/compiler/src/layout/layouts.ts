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

/** By index of the basic type; undefined: not asked for yet. */
type Basics = (SizeAlign | null | undefined)[];
const basicsOf = new WeakMap<Target, Basics>();

/** `initialPack`: -fpack-struct, bytes; 0 without. `before`: what is known there holds here, too. */
export function createLayouts(target: Target, initialPack = 0, before?: Layouts): Layouts {
  return new TargetLayouts(target, initialPack, before?.known ?? null);
}

/** A class, as engines have one code for its methods; closures would be new ones for each unit. */
class TargetLayouts implements Layouts {
  readonly known = new Map<RecordType, RecordLayout | string>();
  readonly #target: Target;
  readonly #initialPack: number;
  readonly #before: Layouts['known'] | null;
  readonly #basics: Basics;
  readonly #pointer: SizeAlign;

  constructor(target: Target, initialPack: number, before: Layouts['known'] | null) {
    this.#target = target;
    this.#initialPack = initialPack;
    this.#before = before;
    this.#pointer = { size: target.pointer, align: target.pointer };
    let basics = basicsOf.get(target);
    if (basics === undefined) basicsOf.set(target, (basics = []));
    this.#basics = basics;
  }

  sizeOf(type: CType): SizeAlign | null {
    switch (type.kind) {
      case 'basic':
        return this.#sizeOfBasic(type);
      case 'pointer':
        return this.#pointer;
      case 'typedef':
        return this.#sizeOfTypedef(type);
      case 'record':
        return this.recordOf(type);
      case 'array':
        return this.#sizeOfArray(type);
      case 'qualified':
        return type.qualifiers & ATOMIC ? this.#sizeOfAtomic(type.of) : this.sizeOf(type.of);
      case 'enum':
        return this.#sizeOfEnum(type);
      case 'vector':
        return layoutVector(type.bytes, this.#target);
      default:
        return null;
    }
  }

  #sizeOfBasic(type: BasicType): SizeAlign | null {
    const { index } = type;
    if (index < 0) return layoutBasic(type, this.#target);
    let known = this.#basics[index];
    if (known === undefined) this.#basics[index] = known = layoutBasic(type, this.#target);
    return known;
  }

  /** An `aligned(n)` typedef sets the alignment, to less than its type's too; the size stays. */
  #sizeOfTypedef(type: TypedefType): SizeAlign | null {
    const to = this.sizeOf(type.to);
    return to === null || type.align === 0 ? to : { size: to.size, align: type.align };
  }

  #sizeOfArray(type: ArrayType): SizeAlign | null {
    const element = this.sizeOf(type.of);
    if (element === null) return null;
    const size = element.size * (type.count ?? 0);
    return size > MAX_TYPE_BYTES ? null : { size, align: element.align };
  }

  #sizeOfAtomic(of: CType): SizeAlign | null {
    const plain = this.sizeOf(of);
    return plain === null ? null : layoutAtomic(plain, this.#target);
  }

  #sizeOfEnum(type: EnumType): SizeAlign | null {
    if (!type.complete) return null;
    const integer = this.#sizeOfBasic(integerOfEnum(type, this.#target));
    return integer === null || type.align === 0 ? integer : { size: integer.size, align: type.align };
  }

  recordOf(record: RecordType): RecordLayout | null {
    const known = this.#knownOf(record) ?? this.#layOut(record);
    return typeof known === 'string' ? null : known;
  }

  #knownOf(record: RecordType): RecordLayout | string | undefined {
    return this.known.get(record) ?? this.#before?.get(record);
  }

  #layOut(record: RecordType): RecordLayout | string {
    if (!record.complete) return `${tagText(record)} is incomplete`;
    // A record that contains itself has no layout; sema has said so.
    this.known.set(record, 'it contains itself');
    const layout = layoutRecord(record, this.#target, this.#initialPack, this);
    this.known.set(record, layout);
    return layout;
  }

  why(type: CType): string {
    let at = type;
    for (;;) {
      if (at.kind === 'typedef') at = at.to;
      else if ((at.kind === 'qualified' || at.kind === 'array') && this.sizeOf(at.of) === null) at = at.of;
      else return this.#reason(at);
    }
  }

  #reason(type: CType): string {
    switch (type.kind) {
      case 'record': {
        const known = this.#knownOf(type) ?? this.#layOut(type);
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
          : `${spell(type)} has no layout on ${this.#target.name} that gcc and clang agree on`;
    }
  }
}
