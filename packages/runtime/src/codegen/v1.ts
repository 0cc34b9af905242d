// What generated modules import: version 1 of the contract between them and the runtime. Not for anyone else.
// Rule: nothing here changes its meaning; what generated code comes to need otherwise gets a subpath of its own.

export { putBlock, putF32, putF64, putU16, putU32, putU64, putU8 } from './blocks.ts';
export {
  blank,
  checkBool,
  counted,
  fit,
  fitBig,
  holdsCase,
  holdsCount,
  selectsCase,
  within,
  wrongLength,
} from './checks.ts';
export { checkImage, checkRoom, copyOf, imageMemory, longs, memoryOver, stage, word } from './image.ts';
export { moreOf, native } from './memory.ts';
export { QEMUTimer } from './qemu-timer.ts';
export { close } from './scratch.ts';
export { adopt, claim } from './slab.ts';
export { tm } from './struct-tm.ts';
export {
  decodeTail,
  getExternal,
  getList,
  getString,
  loadTail,
  openTail,
  own,
  part,
  partial,
  putBytes,
  putList,
  putString,
  saveTail,
  saveTailInto,
} from './tail.ts';
export { checkText, getText, putText } from './text.ts';
export {
  copied,
  enumInfo,
  fieldInfos,
  filled,
  getWide,
  isSame,
  isSameState,
  keepElements,
  isZero,
  list,
  merged,
  ownValue,
  putWide,
  quotient,
  remainder,
} from './values.ts';
export {
  elements,
  memoryOf,
  putElements,
  putNumbers,
  reach,
  reachItems,
  takeNumbers,
  viewBits,
  viewText,
  viewWide,
  writeBits,
  writeWide,
} from './view-memory.ts';
export {
  againBool,
  againF32,
  againF64,
  againI16,
  againI32,
  againI64,
  againI8,
  againU16,
  againU32,
  againU64,
  againU8,
} from './view-again.ts';
export { getF32, getF64, getI16, getI32, getI64, getI8, getU16, getU32, getU64, getU8 } from './view-reads.ts';
export {
  setBits16,
  setBits32,
  setBits8,
  setF32,
  setF64,
  setI16,
  setI32,
  setI64,
  setI8,
  setU16,
  setU32,
  setU64,
  setU8,
} from './view-stores.ts';
export { writeText } from './view-text.ts';
export { allocatedBy, countedBy, heldBy, narrow, narrowBig, selectedBy } from './visits.ts';

export type { Elements, MemoryLike } from './view-memory.ts';
export type { Tm } from './struct-tm.ts';
export type { ExternalInfo, InputVisitor, OutputVisitor, StructInfo, Visitor } from '../visitor.ts';
