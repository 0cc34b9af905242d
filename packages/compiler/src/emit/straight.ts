// In: a struct. Out: `giveT(o, k)`, an object of its wire names with values in keyed form; and `acceptT(s, k)`, the way
// back: the saved fields of a T, of what `k` makes of the values of `s`; `commitT` takes those.
// Rule: visitor.ts, StructInfo.give and accept. A visitor's methods meet all structs of a program in the same places; here
// every place has one struct, and few classes of `k`. Only structs whose fields are always there, and need no check but
// that of their kind, are so simple; `visitT` says the same, and is asked for whatever goes wrong here.

import type { FieldType } from '../model/model.ts';
import { type Emission, functionOf, infoOf, perStruct, privateOf, structNamed } from './emission.ts';
import { hookedStructs } from './hooks.ts';
import { enumInfoOf } from './info.ts';
import { hasKeyedForm } from './keyed.ts';
import {
  constructorName,
  hasWidth,
  isBig,
  isDerived,
  isNumber,
  isReset,
  type NumberType,
  savedFields,
  type TypedField,
} from './kinds.ts';
import type { Struct } from './struct.ts';

/** Whether a struct, and all within it, has such functions. */
export const isStraight: (emission: Emission, struct: Struct) => boolean = perStruct((emission, struct) => {
  const fields = savedFields(struct);
  return (
    hasKeyedForm(fields) &&
    hookedStructs(emission, struct).length === 0 &&
    !struct.fields.some((field) => isDerived(field) || isReset(field)) &&
    fields.every((field) => isAlwaysThere(field) && isStraightType(emission, field.type))
  );
});

/** Under its present name: a source with another one is none for `acceptT`. */
function isAlwaysThere({ version, optional, default: value, subsection }: TypedField): boolean {
  return version === 0 && optional === null && value === null && subsection === null;
}

function isStraightType(emission: Emission, type: FieldType): boolean {
  switch (type.kind) {
    case 'int':
      return type.bits <= 64;
    case 'bool':
    case 'float':
      return true;
    case 'string':
      return type.capacity !== null;
    case 'enum':
      return !isBig(type);
    case 'bitfield':
      return type.of.kind !== 'enum' && !isBig(type);
    case 'struct':
      return isStraight(emission, structNamed(emission, type.name));
    case 'array': {
      const { element, size, dims } = type;
      if (size !== null || dims.length > 1 || dims[0] === 0) return false;
      if (element.kind === 'struct') return isStraightType(emission, element);
      return isNumber(element) && element.kind !== 'enum';
    }
    default:
      return false;
  }
}

export function emitStraight(emission: Emission, struct: Struct): void {
  if (!isStraight(emission, struct)) return;
  emitWay(emission, struct, false);
  emitWay(emission, struct, true);
}

/** giveT, from a value to an object of the visitor's; or acceptT, back. */
function emitWay(emission: Emission, struct: Struct, accepts: boolean): void {
  const { js } = emission;
  const fields = savedFields(struct);
  const [prefix, from, count] = accepts ? ['accept', 's', `, ${fields.length}`] : ['give', 'o', ''];
  js.open(`function ${privateOf(emission, prefix, struct)}(${from}, k) {`, struct.place);
  js.line(`k.open(${from}, ${infoOf(emission, struct)}${count});`);
  js.open('const object = {');
  for (const { type, key, member, wireKey, wireMember, place } of fields) {
    const value = from + (accepts ? wireMember : member);
    js.line(`${accepts ? key : wireKey}: k.${call(emission, type, value, accepts)},`, place);
  }
  js.close('};');
  js.line('k.close();');
  js.line('return object;');
  js.close('}');
}

/** The members of the descriptor that lead to them. */
export function emitStraightMembers(emission: Emission, struct: Struct): void {
  if (!isStraight(emission, struct)) return;
  emission.js.line(`visit: ${functionOf(emission, 'visit', struct)},`);
  emission.js.line(`give: ${privateOf(emission, 'give', struct)},`);
  emission.js.line(`accept: ${privateOf(emission, 'accept', struct)},`);
}

function call(emission: Emission, type: FieldType, value: string, accepts: boolean): string {
  switch (type.kind) {
    case 'int':
      return `${type.signed ? 'int' : 'uint'}${type.bits}(${value})`;
    case 'float':
      return `${type.bits === 32 ? 'float' : 'double'}(${value})`;
    case 'string':
      return `str(${value}, ${type.capacity})`;
    case 'enum':
      return `enum(${value}, ${enumInfoOf(emission, type.name)})`;
    case 'bitfield':
      if (type.of.kind === 'bool' || !hasWidth(type)) return call(emission, type.of, value, accepts);
      return `bits(${value}, ${type.width}, ${type.of.signed})`;
    case 'struct':
      return `struct(${value}, ${infoOf(emission, structNamed(emission, type.name))})`;
    case 'array': {
      const { element, capacity } = type;
      if (element.kind === 'struct') {
        return `structs(${value}, ${capacity}, ${infoOf(emission, structNamed(emission, element.name))})`;
      }
      const kind = constructorName(element as NumberType);
      if (kind === 'Uint8Array') return `bytes(${value}, ${capacity})`;
      return `numbers(${value}, ${accepts ? `${emission.names.global(kind)}, ` : ''}${capacity})`;
    }
    default:
      return `${type.kind}(${value})`;
  }
}
