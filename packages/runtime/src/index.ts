// The public names of @qidl/runtime: verbs over generated `visitT` functions, the error they throw, and the contract for
// visitors of one's own. Generated modules import `@qidl/runtime/codegen/v1` instead.

export { clone, type CloneArguments } from './clone.ts';
export { type Change, diff } from './diff.ts';
export { dump } from './dump.ts';
export { equals } from './equals.ts';
export { hash } from './hash.ts';
export { fromJson } from './json-input.ts';
export { toJson } from './json-output.ts';
export type { Keyed } from './keyed-form.ts';
export { fromObject, type InputArguments, type InputOptions } from './object-input.ts';
export { type KeyedObject, toObject } from './object-output.ts';
export { getPath, setPath, type SetPathArguments } from './path.ts';
export { type PathPart, PathTrail } from './path-trail.ts';
export { type Size, size } from './size.ts';
export { StateError } from './state-error.ts';
export type {
  EnumInfo,
  ExternalInfo,
  FieldInfo,
  InputVisitor,
  NumberArray,
  OutputVisitor,
  PresenceInfo,
  PresenceReason,
  PropertyInfo,
  StructInfo,
  VisitFunction,
  Visitor,
} from './visitor.ts';
export { walk, type WalkedField } from './walk.ts';
