// In: a member of a view. Out: its type, for the declaration file.

import type { LayoutMember, LayoutType } from '../model/model.ts';
import { runtimeType, viewTypeOf, structNamed } from './emission.ts';
import { constructorName } from './kinds.ts';
import { isAligned, isFlatLayout, isNumberLayout, isTyped, numberOf, packedTypeOf, type View } from './view-code.ts';

export function memberType(view: View, { type, bit, offset }: LayoutMember): string {
  if (type.kind === 'array') return arrayType(view, type, offset);
  if (bit !== null && type.kind === 'bool') return 'boolean';
  return typeText(view, type, offset);
}

function typeText(view: View, type: LayoutType, offset: number): string {
  const { emission } = view;
  switch (type.kind) {
    case 'int':
    case 'enum':
      return type.bits >= 64 ? 'bigint' : 'number';
    case 'pointer':
      return type.bits === 64 ? 'bigint' : 'number';
    case 'float':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'string':
      return 'string';
    case 'struct':
      return isAligned(emission, type.name, offset, view.align)
        ? viewTypeOf(emission, structNamed(emission, type.name))
        : packedTypeOf(emission, type.name);
    case 'bytes':
    case 'array':
      return emission.types.global('Uint8Array');
  }
}

export function arrayType(
  view: View,
  { element, dims, stride }: LayoutType & { readonly kind: 'array' },
  offset: number,
): string {
  const elements = (inner: string): string => `${runtimeType(view.emission, 'Elements')}<${inner}>`;
  const capacity = dims.reduce((product, dim) => product * dim, 1);
  if (!isFlatLayout(element)) return dims.reduceRight((inner) => elements(inner), typeText(view, element, offset));
  if (!isNumberLayout(element) || !isTyped(view, element, stride, offset))
    return elements(typeText(view, element, offset));
  const array = view.emission.types.global(constructorName(numberOf(element)));
  return capacity === 0 ? array : `${array} & { readonly length: ${capacity} }`;
}
