// In: the q_property markers of a field. Out: its properties, whole or one bit each, with their defaults.
// Rule: language.md, the marker table: ("name"[, default]), ("name", bit, default), q_property_bit("name", bit[, default]).

import type { RawMarker } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { expressionArgument, integerArgument, textArgument } from './arguments.ts';
import type { FieldType, PropertyModel, Value } from './model.ts';
import { noteAt, reportAt, type Entry, type Scope, type Slot } from './scope.ts';
import { valueOf } from './values.ts';

const bitType: FieldType = { kind: 'bool' };

export function propertiesOf(scope: Scope, entry: Entry, slot: Slot, type: FieldType | null): readonly PropertyModel[] {
  if (entry.marks.skipProperties) return [];
  const properties: PropertyModel[] = [];
  for (const marker of slot.tags.properties) {
    const name = textArgument(scope.program, entry.problems, marker);
    if (name === null) continue;
    const isBit = marker.meaning === 'property_bit' || marker.arguments.length === 3;
    const bit = isBit ? bitOf(scope, entry, slot, type, marker) : null;
    if (isBit && bit === null) continue;
    const value = defaultOf(scope, entry, slot, isBit ? bitType : type, marker, isBit ? 2 : 1);
    properties.push({ name, bit, default: value });
  }
  return properties;
}

function bitOf(scope: Scope, entry: Entry, slot: Slot, type: FieldType | null, marker: RawMarker): number | null {
  const bit = integerArgument(scope.program, entry.problems, marker, 1);
  if (bit === null) return null;
  const bits = type?.kind === 'int' || type?.kind === 'enum' ? type.bits : type?.kind === 'bitfield' ? type.width : 0;
  if (bit < bits) return bit;
  reportAt(entry, slot, catalogue.propertyBit, { bit, bits }, [noteAt(scope, marker, `${marker.spelling} is here`)]);
  return null;
}

function defaultOf(
  scope: Scope,
  entry: Entry,
  slot: Slot,
  type: FieldType | null,
  marker: RawMarker,
  index: number,
): Value | null {
  const expression = expressionArgument(marker, index);
  if (expression === null || type === null) return null;
  const value = valueOf(scope, type, expression);
  if (value.kind !== 'refused') return value;
  reportAt(entry, slot, value.problem, value.args, [noteAt(scope, marker, `${marker.spelling} is here`)]);
  return null;
}
