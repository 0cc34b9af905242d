// In: a struct. Out: its type, and the function that makes a new one.
// Rule: module.md: zeros, defaults applied, all fields always in one order, so that every T has one hidden class.

import { typeOf, type Emission, functionOf, runtime } from './emission.ts';
import { emitDoc } from './doc.ts';
import { escape } from './escape.ts';
import { hasKind, type TypedField } from './kinds.ts';
import { fieldType } from './types.ts';
import { initialValue } from './values.ts';
import type { Struct } from './struct.ts';

/** What every object has: `init.constructor` is never undefined. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

export function emitInterface(emission: Emission, struct: Struct): void {
  const { dts } = emission;
  emitDoc(dts, struct.doc);
  const name = typeOf(emission, struct);
  dts.named(`${emission.types.exporting(struct.name)}interface `, name, struct.place, ' {');
  dts.indent();
  for (const field of struct.fields) {
    if (!hasKind(field)) continue;
    emitDoc(dts, field.doc, roleNote(field));
    dts.named('', field.key, field.place, `: ${fieldType(emission, field)};`);
  }
  dts.close('}');
}

/** What a reader of the type should know of a field that is not simply saved. */
function roleNote({ role, default: value }: TypedField): string {
  switch (role) {
    case 'saved':
      return '';
    case 'derived':
      return 'Derived: not saved, computed by a hook after a load.';
    case 'broken':
      return value === null ? 'Not saved yet.' : 'Not saved yet: a load sets it to its default.';
    default:
      return `Not saved (${role}): a load leaves it alone.`;
  }
}

export function emitCreate(emission: Emission, struct: Struct): void {
  const { js, dts } = emission;
  const create = functionOf(emission, 'create', struct);
  const type = typeOf(emission, struct);
  emitDoc(js, struct.doc);
  js.open(`export function ${create}(init = {}) {`, struct.place);
  if (!struct.fields.some(hasKind)) js.line('return {};');
  else {
    js.open('return {');
    for (const field of struct.fields) {
      if (hasKind(field)) js.line(`${field.key}: ${orInitial(emission, struct, field)},`, field.place);
    }
    js.close('};');
  }
  js.close('}');
  dts.comment([`/** A new ${escape(struct.name, 'line')}: zeros, and the defaults of the header. */`]);
  dts.named('export declare function ', create, struct.place, `(init?: ${initType(emission, struct, type)}): ${type};`);
}

/** TypeScript takes an object literal's `constructor` for a Function: such fields are set afterwards. */
function initType({ types }: Emission, { fields }: Struct, type: string): string {
  const inherited: string[] = [];
  for (const field of fields) if (INHERITED.has(field.jsName) && hasKind(field)) inherited.push(field.text);
  const settable = inherited.length === 0 ? type : `${types.global('Omit')}<${type}, ${inherited.join(' | ')}>`;
  return `${types.global('Partial')}<${settable}>`;
}

function orInitial(emission: Emission, struct: Struct, field: TypedField): string {
  const initial = initialValue(emission, struct, field);
  const given = INHERITED.has(field.jsName)
    ? `${runtime(emission, 'ownValue')}(init, ${field.text})`
    : `init${field.member}`;
  const isNullable = field.optional?.by === 'null' || (field.type.kind === 'string' && field.type.capacity === null);
  if (!isNullable || initial === 'null') return `${given} ?? ${initial}`;
  return `${given} === undefined ? ${initial} : ${given}`;
}
