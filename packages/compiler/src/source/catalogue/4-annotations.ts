// Out: the diagnostics of annotations: QIDL4xxx, in the order of language.md's rules.
// Rule: `bad` triggers the kind, `good` is the same header mended; the tests compile both.

export * from './4-markers.ts';
export * from './4-kinds.ts';
export * from './4-shapes.ts';
export * from './4-exports.ts';
