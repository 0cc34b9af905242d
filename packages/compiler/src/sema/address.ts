// In: an lvalue that hangs on a constant pointer: `((struct s *)0)->a.b[2]`, or the path of offsetof. Out: its address.
// Rule: C11 6.5.2.1, 6.5.2.3, 6.5.3.2 and 6.6p9: addresses may be formed, objects may not be read. Arrays decay.

import type { Expression, IndexExpression, Node, OffsetofExpression } from '../parse/syntax.ts';
import { noMember, noSize, notConstant } from '../source/catalogue/3-types.ts';
import { basic } from '../types/basic.ts';
import { pointerTo, unqualified } from '../types/derive.ts';
import { spell } from '../types/spell.ts';
import type { CType } from '../types/type.ts';
import { evaluate, evaluateInteger, spend } from './constant.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import type { DeclaredMember } from './declared.ts';
import { DeclaredRecord } from './declared.ts';
import { objectSize } from './value.ts';
import type { Value } from './value.ts';

/** An object somewhere: its address and type. */
interface Designated {
  readonly address: bigint;
  readonly type: CType;
}

/** `&x`, or x itself where it is an array and so decays to its address. */
export function addressOf(context: Context, e: Expression): Value | null {
  if (e.kind === 'unary' && e.operator === '&') {
    const place = designate(context, e.operand);
    return place && { kind: 'pointer', address: place.address, type: pointerTo(place.type) };
  }
  const place = designate(context, e);
  if (place === null) return null;
  const bare = unqualified(place.type);
  if (bare.kind !== 'array') return report(context, notConstant, e, { what: 'the value of an object' });
  return { kind: 'pointer', address: place.address, type: pointerTo(bare.of) };
}

/** `__builtin_offsetof(type, path)`: the path begins with a member's name. */
export function offsetOf(context: Context, e: OffsetofExpression): Value | null {
  const type = context.typeOf(context, e.type);
  const place = alongPath(context, { address: 0n, type }, e.path);
  return place && { kind: 'integer', value: place.address, type: basic(context.target.sizeType) };
}

function alongPath(context: Context, start: Designated, path: Expression): Designated | null {
  if (!spend(context, path)) return null;
  switch (path.kind) {
    case 'name':
      return memberOf(context, start, path.name, path.at, path);
    case 'member': {
      const object = alongPath(context, start, path.object);
      return object && memberOf(context, object, path.name, path.nameAt, path);
    }
    case 'index': {
      const object = alongPath(context, start, path.object);
      return object && elementOf(context, object, path);
    }
    default:
      return report(context, notConstant, path, { what: 'such a path of members' });
  }
}

function designate(context: Context, e: Expression): Designated | null {
  if (!spend(context, e)) return null;
  switch (e.kind) {
    case 'member': {
      const object = e.arrow ? pointedTo(context, e.object) : designate(context, e.object);
      return object && memberOf(context, object, e.name, e.nameAt, e);
    }
    case 'index':
      return indexed(context, e);
    case 'unary':
      if (e.operator === '__extension__') return designate(context, e.operand);
      if (e.operator === '*') return pointedTo(context, e.operand);
      break;
    default:
  }
  return report(context, notConstant, e, { what: 'the address of an object' });
}

/** What a pointer points to. */
function pointedTo(context: Context, e: Expression): Designated | null {
  const value = evaluate(context, e);
  if (value === null) return null;
  const pointer = value.kind === 'pointer' ? unqualified(value.type) : null;
  if (value.kind !== 'pointer' || pointer?.kind !== 'pointer')
    return report(context, notConstant, e, { what: 'an address' });
  return { address: value.address, type: pointer.to };
}

function indexed(context: Context, e: IndexExpression): Designated | null {
  const value = evaluate(context, e.object);
  const pointer = value?.kind === 'pointer' ? unqualified(value.type) : null;
  if (value?.kind !== 'pointer' || pointer?.kind !== 'pointer') {
    return value && report(context, notConstant, e, { what: 'an element of an array' });
  }
  return atIndex(context, value.address, pointer.to, e);
}

function elementOf(context: Context, object: Designated, e: IndexExpression): Designated | null {
  const array = unqualified(object.type);
  if (array.kind !== 'array') return report(context, notConstant, e, { what: 'such a path of members' });
  return atIndex(context, object.address, array.of, e);
}

function atIndex(context: Context, address: bigint, type: CType, e: IndexExpression): Designated | null {
  const index = evaluateInteger(context, e.index);
  if (index === null) return null;
  const size = objectSize(type, context.layouts);
  if (size === null) return report(context, noSize, e, { why: context.layouts.why(type) });
  return { address: address + index.value * BigInt(size), type };
}

function memberOf(context: Context, object: Designated, name: number, nameAt: number, e: Node): Designated | null {
  const { layouts, stream } = context;
  let { address, type } = object;
  for (;;) {
    const record = unqualified(type);
    const member = record instanceof DeclaredRecord ? record.memberNamed(name) : undefined;
    if (!(record instanceof DeclaredRecord) || member === undefined) {
      return report(
        context,
        noMember,
        { at: nameAt, end: nameAt + 1 },
        { type: spell(type), name: stream.textOf(nameAt) },
      );
    }
    const layout = layouts.recordOf(record);
    if (layout === null) return report(context, noSize, e, { why: layouts.why(record) });
    const { bitOffset } = layout.members[member.index];
    if (member.bitWidth >= 0) return report(context, notConstant, e, { what: 'the address of a bit-field' });
    address += BigInt(bitOffset / 8);
    type = member.type;
    if (member.atom === name) return { address, type };
  }
}

/** A member and the record that it lies in, found through anonymous members; null when there is none of the name. */
export function memberNamed(
  type: CType,
  name: number,
): { readonly record: DeclaredRecord; readonly member: DeclaredMember } | null {
  let at = type;
  for (;;) {
    const record = unqualified(at);
    if (!(record instanceof DeclaredRecord)) return null;
    const member: DeclaredMember | undefined = record.memberNamed(name);
    if (member === undefined) return null;
    at = member.type;
    if (member.atom === name) return { record, member };
  }
}
