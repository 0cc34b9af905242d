// In: the examples of every diagnostic of annotations. Out: the bad one triggers it, the good one does not.
// Rule: an example's first line may hold its options, or another header: `// file NAME: text`.

import { expect, test } from 'vitest';
import type { CompileOptions } from '../src/options.ts';
import * as annotations from '../src/source/catalogue/4-annotations.ts';
import type { DiagnosticKind } from '../src/source/diagnostic.ts';
import { modelOf } from './model-of.ts';

function codesIn(example: string): string[] {
  const options = /^\/\/ options: (\{.*\})/.exec(example);
  const file = /^\/\/ file (\S+): (.*)/.exec(example);
  const { diagnostics } = modelOf(
    example,
    options ? (JSON.parse(options[1]) as CompileOptions) : {},
    file ? { [file[1]]: file[2] } : {},
  );
  return diagnostics.map(({ code }) => code);
}

const kinds = Object.values<DiagnosticKind>(annotations);

test('codes are 4xxx, each used once', () => {
  expect(kinds.map(({ code }) => code).filter((code) => !/^QIDL4\d{3}$/.test(code))).toEqual([]);
  expect(new Set(kinds.map(({ code }) => code)).size).toBe(kinds.length);
});

test.for(kinds.map((kind) => [kind.code, kind] as const))(
  '%s: the bad example triggers it, and it alone',
  ([code, { bad }]) => {
    expect([...new Set(codesIn(bad))]).toEqual([code]);
  },
);

test.for(kinds.map((kind) => [kind.code, kind] as const))('%s: the good example is clean', ([, { good }]) => {
  expect(codesIn(good)).toEqual([]);
});
