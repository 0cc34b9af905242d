// The public face of @qidl/compiler: pure, for any JavaScript engine. Files come through a Host; `@qidl/compiler/node`
// has one over the real file system.

export { compile, modelOfMemory, type Analysis } from './compile.ts';
export { compileExample, EXAMPLE_FOLDER } from './example.ts';
export { checkConfig, createPathFilter, pathPatterns, QIDL_HEADER } from './config.ts';
export type { Config, Pattern, TypesPlace } from './config.ts';
export type { EmittedModule } from './emit/module.ts';
export { createPass, createProject, type Pass, type Project } from './project.ts';
export type { CompileOptions, CompileResult, Host, SourceMap } from './options.ts';
export type { Diagnostic, DiagnosticKind, Note, Provenance, Severity, Span } from './source/diagnostic.ts';
export { catalogue } from './source/catalogue/index.ts';
export { createSlotTable, HEADER_SIZE as IMAGE_HEADER_SIZE, type SlotTable } from './emit/slots.ts';
export { typesPath, typesText, type TypesFolders } from './emit/types-file.ts';
export { nearest } from './source/nearest.ts';
export { locationOf, oneLine, renderDiagnostic, renderFrame } from './source/frame.ts';
export { markerTable } from './model/annotations.ts';
export type * from './model/model.ts';
export type { TargetName } from './target.ts';
export { print, PRINTABLE, type Printable, type Printed } from './print.ts';
export { checkAgainst, type Checked } from './compat/check.ts';
export { lockedPath } from './compat/hold.ts';
export { EMPTY_LOCK, LOCK_FILE, lockText, parseLock, type Lock, type Schemas } from './compat/lock.ts';
export { schemaOf, type FieldSchema, type HeaderSchema, type StructSchema } from './compat/schema.ts';
