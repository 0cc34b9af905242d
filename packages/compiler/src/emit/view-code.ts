// What the emitters of views share: a struct as its view sees it, what is known of alignment, the names of classes.

import type { LayoutType } from '../model/model.ts';
import { type Emission, functionOf, perStruct, privateOf, structNamed } from './emission.ts';
import type { NumberType } from './kinds.ts';
import { suffixed } from './names.ts';
import type { Writer } from './writer.ts';
import type { Layout, Member, Struct } from './struct.ts';

export type LayoutOf = Struct & { readonly layout: Layout };

export function hasLayout(struct: Struct): struct is LayoutOf {
  return struct.layout !== null;
}

/** The members by name; of those that have the same one, the last. */
export const membersByName: (emission: Emission, struct: Struct) => ReadonlyMap<string, Member> = perStruct(
  (_, { layout }) => new Map(layout?.members.map((member) => [member.name, member])),
);

export interface View {
  readonly emission: Emission;
  readonly struct: LayoutOf;
  /** What an address is known to be a multiple of. */
  readonly align: number;
  /** Where the types go. */
  readonly dts: Writer;
}

export interface Accessor {
  readonly get: string;
  readonly set: string | null;
}

/** A place in the struct. */
export const at = (offset: number): string => (offset === 0 ? 'this.$at' : `this.$at + ${offset}`);

// ---- structs within ------------------------------------------------------------------------------------------

export function classOf(emission: Emission, struct: Struct, isAligned: boolean): string {
  return privateOf(emission, isAligned ? 'viewOf' : 'packedViewOf', struct);
}

export function packedTypeOf(emission: Emission, name: string): string {
  return emission.types.own(suffixed(name, 'PackedView'));
}

/** Structs that a struct of this module has at places that are no multiple of their alignment. */
export function packedStructs(emission: Emission): readonly LayoutOf[] {
  const packed = new Set<LayoutOf>();
  const add = (name: string): void => {
    const struct = structNamed(emission, name);
    if (!hasLayout(struct) || packed.has(struct)) return;
    packed.add(struct);
    for (const { type } of struct.layout.members) for (const inner of structsIn(type)) add(inner);
  };
  for (const struct of emission.own) {
    if (!hasLayout(struct)) continue;
    for (const { type, offset } of struct.layout.members) {
      for (const inner of structsIn(type)) if (!isAligned(emission, inner, offset, struct.layout.align)) add(inner);
    }
  }
  return [...packed].filter((struct) => struct.layout.align > 1);
}

function structsIn(type: LayoutType): readonly string[] {
  if (type.kind === 'array') return structsIn(type.element);
  return type.kind === 'struct' ? [type.name] : [];
}

/** A struct's stride is a multiple of its alignment, so arrays are as their first element. */
export function isAligned({ structs }: Emission, name: string, offset: number, align: number): boolean {
  const own = structs.get(name)!.layout?.align ?? 1;
  return offset % own === 0 && align % own === 0;
}

/** A view of a struct inside this one. */
export function innerView(view: View, name: string, offset: number, place: string): string {
  const { emission, align } = view;
  const struct = structNamed(emission, name);
  if (!isAligned(emission, name, offset, align)) return `new ${classOf(emission, struct, false)}(this.$m, ${place})`;
  if (struct.from !== null) return `${functionOf(emission, 'view', struct)}(this.$m, ${place})`;
  return `new ${classOf(emission, struct, true)}(this.$m, ${place})`;
}

// ---- numbers -------------------------------------------------------------------------------------------------

/** Whether typed arrays see it right: its place is a multiple of its size wherever the struct may be. */
export function isNative({ emission, align }: View, size: number, offset: number, stride: number = size): boolean {
  if (size === 1) return true;
  return !emission.model.bigEndian && offset % size === 0 && stride % size === 0 && align % size === 0;
}

/** What is a number or an address of its own width. */
export type NumberLayout =
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  | (LayoutType & { readonly kind: 'enum' | 'float' | 'pointer' });

export function isNumberLayout(type: LayoutType): type is NumberLayout {
  return (
    type.kind === 'enum' ||
    type.kind === 'float' ||
    type.kind === 'pointer' ||
    (type.kind === 'int' && type.bits !== 128)
  );
}

export function numberOf(type: NumberLayout): NumberType {
  return type.kind === 'pointer' ? { kind: 'int', bits: type.bits, signed: false } : type;
}

/** Flat like T's own: numbers, bools and 128-bit integers are one block, the rest nests by dims. */
export function isFlatLayout(type: LayoutType): boolean {
  return isNumberLayout(type) || type.kind === 'bool' || type.kind === 'int';
}

/** `count`: of the first dimension, where the type has none. */

export function isTyped(view: View, element: NumberLayout, stride: number, offset: number): boolean {
  return isNative(view, numberOf(element).bits / 8, offset, stride);
}
