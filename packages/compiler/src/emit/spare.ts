// Memory for one image that a type keeps between two uses. In: a struct of fixed size. Out: the variable that has it,
// and the lines that take it.
// Rule: it is taken before it is used and put back at the end, because a getter or setter of the user's object may save
// or load something of the same type meanwhile; that one makes memory of its own.

import { type Emission, perStruct, privateOf, runtime } from './emission.ts';
import { escape } from './escape.ts';
import { BLOCK_BYTES } from './image-code.ts';
import { constructorName, isNumber } from './kinds.ts';
import { type FieldSlot, HEADER_SIZE } from './slots.ts';
import type { Struct } from './struct.ts';

/** Bytes up to which a type keeps memory. */
const KEPT_BYTES = 65_536;

export function isKept({ slots }: Emission, { name }: Struct): boolean {
  return slots.imageSize(name) <= KEPT_BYTES;
}

export function spareOf(emission: Emission, struct: Struct): string {
  return privateOf(emission, 'spare', struct);
}

/** Arrays of its own that are large enough for a view of each to be kept, too. */
export const blocksOf: (emission: Emission, struct: Struct) => readonly FieldSlot[] = perStruct((emission, struct) => {
  const { fields, traits } = emission.slots.structOf(struct.name);
  if (traits.hasTail || !isKept(emission, struct)) return [];
  return fields.filter(({ field: { type, optional } }) => {
    return (
      optional === null &&
      type.kind === 'array' &&
      isNumber(type.element) &&
      type.capacity * (type.element.bits / 8) >= BLOCK_BYTES
    );
  });
});

/** The variable, and the function that makes what it has where that is more than memory. */
export function emitSpare(emission: Emission, struct: Struct): void {
  const { js } = emission;
  if (!isKept(emission, struct)) return;
  js.line(`let ${spareOf(emission, struct)};`);
  const blocks = blocksOf(emission, struct);
  if (blocks.length === 0) return;
  js.open(`function ${makerOf(emission, struct)}() {`);
  js.line(`const m = ${memoryText(emission, struct)}, { buffer } = m;`);
  js.open('return {');
  js.line('m,');
  for (const { field, offset } of blocks) {
    if (field.type.kind !== 'array' || !isNumber(field.type.element)) continue;
    const view = `new ${emission.names.global(constructorName(field.type.element))}(buffer, ${HEADER_SIZE + offset}, ${field.type.capacity})`;
    js.line(`${escape(field.jsName === 'm' ? 'm_' : field.jsName, 'key')}: ${view},`, field.place);
  }
  js.close('};');
  js.close('}');
}

/** `m`, which is taken out of the variable. */
export function emitTakeSpare(emission: Emission, struct: Struct): void {
  const { js } = emission;
  if (!isKept(emission, struct)) {
    js.line(`const m = ${memoryText(emission, struct)};`);
    return;
  }
  const spare = spareOf(emission, struct);
  if (blocksOf(emission, struct).length === 0) js.line(`const m = ${spare} ?? ${memoryText(emission, struct)};`);
  else js.line(`const spare = ${spare} ?? ${makerOf(emission, struct)}(), { m } = spare;`);
  js.line(`${spare} = undefined;`);
}

/** Puts back what was taken. */
export function emitGiveSpare(emission: Emission, struct: Struct): void {
  if (!isKept(emission, struct)) return;
  emission.js.line(`${spareOf(emission, struct)} = ${blocksOf(emission, struct).length > 0 ? 'spare' : 'm'};`);
}

function makerOf(emission: Emission, struct: Struct): string {
  return privateOf(emission, 'spareFor', struct);
}

function memoryText(emission: Emission, struct: Struct): string {
  return `${runtime(emission, 'imageMemory')}(${emission.slots.imageSize(struct.name)}, ${fingerprintText(struct)})`;
}

/** The fingerprint, as signed integers: what four bytes of an image are read as. */
export function fingerprintText({ fingerprint: [low, high] }: Struct): string {
  return `${low | 0}, ${high | 0}`;
}
