// In: a struct. Out: the exported loadT and decodeT.
// Rule: module.md: a struct with derived fields in reach is built aside; its hooks run on the draft, and only then is
// the T changed. Decoded arrays are views of one copy of the image, which is the T's alone.
// Shapes: a few scalars are read from the image's bytes; images up to OVER_BYTES are copied into memory that the type
// keeps, with views of its large arrays; longer ones are read where they are, if they are aligned.

import type { FieldType } from '../model/model.ts';
import { type Emission, functionOf, hooksOf, privateOf, runtime, typeOf } from './emission.ts';
import { escape } from './escape.ts';
import { hookedStructs } from './hooks.ts';
import { newDraft } from './draft.ts';
import { isHeld } from './held.ts';
import { buildFields, emitBuild } from './image-build.ts';
import { arraysLine, type At, createImageCode, type ImageCode, within } from './image-code.ts';
import { checkField, emitCheck, emitFill, fillFields, needsObject } from './image-load.ts';
import { HEADER_SIZE, isSmall } from './slots.ts';
import { blocksOf, emitGiveSpare, emitTakeSpare, fingerprintText, isKept } from './spare.ts';
import type { Struct } from './struct.ts';

/** Bytes from which a copy costs more than typed arrays over the image. */
const OVER_BYTES = 4096;
/** Bytes up to which a decoded image lies in the slab. */
const SHARED_BYTES = 65_536;

/** The slots of a root struct whose image begins at 0. */
const ROOT: At = { base: '', offset: HEADER_SIZE };

export function emitLoad(emission: Emission, struct: Struct): void {
  const { traits } = emission.slots.structOf(struct.name);
  if (isPlainSmall(emission, struct)) emitSmall(emission, struct);
  else if (traits.hasTail) emitTail(emission, struct);
  else {
    emitFixedLoad(emission, struct);
    emitFixedDecode(emission, struct);
  }
  declareLoad(emission, struct);
}

/** `checkT`, `fillT` and `buildT`, as far as they are called. */
export function emitLoadParts(emission: Emission, struct: Struct): void {
  const isInner = isHeld(emission, struct);
  const isAlone = isPlainSmall(emission, struct);
  if (isInner || !isAlone) emitCheck(emission, struct);
  if (isInner || !(isAlone || fillsFromSpare(emission, struct))) emitFill(emission, struct);
  if (isInner || !isAlone) emitBuild(emission, struct);
}

/** Whether a load has the views of large arrays at hand, and writes for itself. */
function fillsFromSpare(emission: Emission, struct: Struct): boolean {
  return (
    !isHooked(emission, struct) &&
    emission.slots.imageSize(struct.name) <= OVER_BYTES &&
    blocksOf(emission, struct).length > 0
  );
}

const isHooked = (emission: Emission, struct: Struct): boolean => hookedStructs(emission, struct).length > 0;

/** Small, and written without a draft. */
function isPlainSmall(emission: Emission, struct: Struct): boolean {
  return isSmall(emission, struct) && !isHooked(emission, struct);
}

/** `export function loadT(image, into[, hooks]) {`, and the check of the header unless `open` does it. */
function openFunction(emission: Emission, struct: Struct, verb: 'load' | 'decode', isChecked: boolean): void {
  const { js } = emission;
  const hooks = isHooked(emission, struct) ? ', hooks' : '';
  js.open(`export function ${functionOf(emission, verb, struct)}(image${verb === 'load' ? ', into' : ''}${hooks}) {`);
  if (isChecked) js.line(`${runtime(emission, 'checkImage')}(image, ${schemaOf(emission, struct)});`);
}

function schemaOf({ slots }: Emission, struct: Struct): string {
  return `${escape(struct.name, 'string')}, ${slots.imageSize(struct.name)}, ${fingerprintText(struct)}`;
}

// ---- a few scalars -------------------------------------------------------------------------------------------

function emitSmall(emission: Emission, struct: Struct): void {
  const { js, slots } = emission;
  const { fields } = slots.structOf(struct.name);
  const wide = fields.filter(({ size }) => size === 8);
  const longs = new Map(wide.map(({ offset }, index) => [HEADER_SIZE + offset, `long${index}`]));
  const code = createImageCode(emission, struct, { longs, prefix: struct.name });
  const open = (verb: 'load' | 'decode'): void => {
    openFunction(emission, struct, verb, false);
    for (const [index, { offset }] of wide.entries())
      js.line(`${runtime(emission, 'stage')}(image, ${HEADER_SIZE + offset}, ${2 * index});`);
    js.line(`${runtime(emission, 'checkImage')}(image, ${schemaOf(emission, struct)});`);
    for (const [index, { field }] of wide.entries())
      js.line(`const long${index} = ${longText(emission, field.type, index)};`, field.place);
    for (const slot of fields) checkField(code, slot, ROOT);
  };
  open('load');
  fillFields(code, ROOT);
  js.line('return into;');
  js.close('}');
  open('decode');
  js.open('return {');
  buildFields(code, ROOT);
  js.close('};');
  js.close('}');
}

/** A staged integer of 64 bits. It is taken before a setter of the object can load something else. */
function longText(emission: Emission, type: FieldType, index: number): string {
  const value = `${runtime(emission, 'longs')}[${index}]`;
  const integer = type.kind === 'bitfield' ? type.of : type;
  return 'signed' in integer && integer.signed ? `${emission.names.global('BigInt')}.asIntN(64, ${value})` : value;
}

// ---- fixed size ----------------------------------------------------------------------------------------------

function emitFixedLoad(emission: Emission, struct: Struct): void {
  const { js, slots } = emission;
  const isLong = slots.imageSize(struct.name) > OVER_BYTES;
  openFunction(emission, struct, 'load', true);
  if (isLong) openOver(emission);
  else emitTakeSpare(emission, struct);
  if (!isLong) js.line('m.u8.set(image);');
  const at = isLong ? 'at' : String(HEADER_SIZE);
  callCheck(emission, struct, at, 'into');
  if (isHooked(emission, struct)) writeHooked(emission, struct, at);
  else if (fillsFromSpare(emission, struct)) fillRoot(emission, struct);
  else js.line(`${privateOf(emission, 'fill', struct)}(into, m, ${at});`);
  if (!isLong) emitGiveSpare(emission, struct);
  js.line('return into;');
  js.close('}');
}

/** `m` and `at`: the image where it is, or a copy. */
function openOver(emission: Emission): void {
  const { js } = emission;
  js.line(`let m = ${runtime(emission, 'memoryOver')}(image), at = image.byteOffset + ${HEADER_SIZE};`);
  js.open('if (m === null) {');
  js.line(`m = ${runtime(emission, 'copyOf')}(image);`);
  js.line(`at = ${HEADER_SIZE};`);
  js.close('}');
}

/** As `fillT` would, but at constant places, and from the views that the type keeps. */
function fillRoot(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const blocks = new Map(
    blocksOf(emission, struct).map(({ field }) => [
      field.jsName,
      `spare${escape(field.jsName === 'm' ? 'm_' : field.jsName, 'member')}`,
    ]),
  );
  const code: ImageCode = createImageCode(emission, struct, { blocks });
  js.reserve();
  fillFields(code, ROOT);
  js.declare(arraysLine(code));
}

/** Builds aside, runs the hooks, and only then changes `into`. */
function writeHooked(emission: Emission, struct: Struct, at: string): void {
  const { js } = emission;
  js.line(`const draft = ${newDraft(emission, struct, 'into')};`);
  js.line(`${privateOf(emission, 'fill', struct)}(draft, m, ${at});`);
  js.line(`${privateOf(emission, 'derive', struct)}(draft, hooks);`);
  js.line(`${privateOf(emission, 'commit', struct)}(into, draft);`);
}

function emitFixedDecode(emission: Emission, struct: Struct): void {
  const { js, slots } = emission;
  const size = slots.imageSize(struct.name);
  const { hasArrays } = slots.structOf(struct.name).traits;
  const isShared = hasArrays && size <= SHARED_BYTES;
  openFunction(emission, struct, 'decode', !isShared);
  let at = String(HEADER_SIZE);
  if (isShared) {
    js.line(`const m = ${runtime(emission, 'adopt')}(image, ${schemaOf(emission, struct)}), { at } = m;`);
    at = `at + ${HEADER_SIZE}`;
  } else if (hasArrays) js.line(`const m = ${runtime(emission, 'copyOf')}(image);`);
  else {
    emitTakeSpare(emission, struct);
    js.line('m.u8.set(image);');
  }
  callCheck(emission, struct, at, `${functionOf(emission, 'create', struct)}()`);
  const build = `${privateOf(emission, 'build', struct)}(m, ${at})`;
  const isSpare = !hasArrays && isKept(emission, struct);
  if (!isSpare && !isHooked(emission, struct)) js.line(`return ${build};`);
  else {
    js.line(`const value = ${build};`);
    if (isSpare) emitGiveSpare(emission, struct);
    if (isHooked(emission, struct)) js.line(`${privateOf(emission, 'derive', struct)}(value, hooks);`);
    js.line('return value;');
  }
  js.close('}');
}

// ---- with a tail ---------------------------------------------------------------------------------------------

function emitTail(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const check = privateOf(emission, 'check', struct);
  const fill = privateOf(emission, 'fill', struct);
  const build = privateOf(emission, 'build', struct);
  const schema = schemaOf(emission, struct);
  const from = needsObject(emission, struct) ? `, ${functionOf(emission, 'create', struct)}()` : '';
  openFunction(emission, struct, 'load', false);
  if (isHooked(emission, struct)) {
    js.line(`const m = ${runtime(emission, 'openTail')}(image, ${check}, ${schema}${from === '' ? '' : ', into'});`);
    writeHooked(emission, struct, String(HEADER_SIZE));
    js.line(`${runtime(emission, 'close')}(m);`);
    js.line('return into;');
  } else js.line(`return ${runtime(emission, 'loadTail')}(image, into, ${check}, ${fill}, ${schema});`);
  js.close('}');
  openFunction(emission, struct, 'decode', false);
  const decoded = `${runtime(emission, 'decodeTail')}(image, ${check}, ${build}, ${schema}${from})`;
  if (isHooked(emission, struct)) {
    js.line(`const value = ${decoded};`);
    js.line(`${privateOf(emission, 'derive', struct)}(value, hooks);`);
    js.line('return value;');
  } else js.line(`return ${decoded};`);
  js.close('}');
}

/** `from`: what counts of unsaved fields are taken from. */
function callCheck(emission: Emission, struct: Struct, at: string, from: string): void {
  if (!emission.slots.structOf(struct.name).traits.hasChecks) return;
  const argument = needsObject(emission, struct) ? `, ${from}` : '';
  const call = `${privateOf(emission, 'check', struct)}(m, ${at}${argument});`;
  within(emission, escape(struct.name, 'line'), call);
}

// ---- types ---------------------------------------------------------------------------------------------------

function declareLoad(emission: Emission, struct: Struct): void {
  const { dts, types } = emission;
  const type = typeOf(emission, struct);
  const bytes = types.global('Uint8Array');
  const hooks = isHooked(emission, struct) ? `, hooks: ${hooksOf(emission, struct)}` : '';
  dts.comment(['/** Loads an image into `into`, and returns that. Throws a StateError; `into` is then as it was. */']);
  dts.named(
    'export declare function ',
    functionOf(emission, 'load', struct),
    struct.place,
    `(image: ${bytes}, into: ${type}${hooks}): ${type};`,
  );
  dts.comment([
    `/** A new ${escape(struct.name, 'line')} from an image. Fields that are not saved have their initial value. */`,
  ]);
  dts.named(
    'export declare function ',
    functionOf(emission, 'decode', struct),
    struct.place,
    `(image: ${bytes}${hooks}): ${type};`,
  );
}
