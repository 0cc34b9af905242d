// In: enums and constants. Out: a const object and a union type for each enum, a constant for each constant.
// Rule: module.md. 64-bit values are bigints. The types are literal, so that a switch over an enum can be checked.

import type { ConstantModel, EnumModel, Value } from '../model/model.ts';
import { emitDoc } from './doc.ts';
import type { Emission } from './emission.ts';
import { escape } from './escape.ts';
import { number } from './values.ts';

export function emitEnum(emission: Emission, item: EnumModel): void {
  const { js, dts, names, types } = emission;
  const suffix = item.bits === 64 ? 'n' : '';
  const [value, type] = [names.exported(item.name), types.exported(item.name)];
  emitDoc(js, item.doc);
  js.open(`${names.exporting(item.name)}const ${value} = {`, item.place);
  emitDoc(dts, item.doc);
  dts.named(`${types.exporting(item.name)}declare const `, type, item.place, ': {');
  dts.indent();
  for (const { name, value: constant, doc, place } of item.values) {
    js.line(`${escape(name, 'key')}: ${constant}${suffix},`, place);
    emitDoc(dts, doc);
    dts.named('readonly ', escape(name, 'key'), place, `: ${constant}${suffix};`);
  }
  js.close('};');
  dts.close('};');
  const union = [...new Set(item.values.map(({ value: constant }) => `${constant}${suffix}`))];
  dts.named(`${types.exporting(item.name)}type `, type, item.place, ` = ${union.join(' | ') || 'never'};`);
}

export function emitConstant(emission: Emission, constant: ConstantModel): void {
  const { js, dts, names, types } = emission;
  const { name, doc, place } = constant;
  const text = literal(constant);
  emitDoc(js, doc);
  js.line(`${names.exporting(name)}const ${names.exported(name)} = ${text};`, place);
  emitDoc(dts, doc);
  dts.named(
    `${types.exporting(name)}declare const `,
    types.exported(name),
    place,
    `: ${literalType(constant.value, text)};`,
  );
}

function literal({ value, type }: ConstantModel): string {
  switch (value.kind) {
    case 'int':
      return `${value.value}${type?.bits === 64 ? 'n' : ''}`;
    case 'float':
      return number(value.value);
    case 'bool':
      return String(value.value);
    case 'string':
      return escape(value.value, 'string');
    default:
      return 'null';
  }
}

/** Fractions have no literal types worth having. */
function literalType(value: Value, text: string): string {
  return value.kind === 'float' ? 'number' : text;
}
