// A model that is kept keeps nothing of what it was made of: a project of many headers would not fit into memory.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { analyze, emit } from '../src/compile.ts';
import type { EmittedModule } from '../src/emit/module.ts';
import { settle } from '../src/model/lazy.ts';
import type { Model } from '../src/model/model.ts';
import { memoryHost } from './preprocess-of.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const header = `#include "part.h"
#define LIMIT 4
enum mode { OFF, ON };
struct inner { int a; };
/* Holds others. */
struct outer { struct inner in; struct part part; enum mode mode; unsigned b : 3; int c[LIMIT]; };
`;

test('a settled model and a module let go of program and tokens', async () => {
  const kept: Kept[] = [];
  const [program, tokens] = compiled(kept);
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(program.deref()).toBeUndefined();
  expect(tokens.deref()).toBeUndefined();
  const [{ model, module }] = kept;
  expect(model.structs).toHaveLength(3);
  expect(module.map?.sources).toContain('part.h');
});

interface Kept {
  readonly model: Model;
  readonly module: EmittedModule;
}

function compiled(kept: Kept[]): readonly [program: WeakRef<object>, tokens: WeakRef<object>] {
  const host = memoryHost({ '/h/t.qidl.h': header, '/h/part.h': 'struct part { int p; };\n' });
  const analysis = analyze('/h/t.qidl.h', {}, host);
  kept.push({ model: settle(analysis.model!), module: emit(analysis) });
  return [new WeakRef(analysis.program), new WeakRef(analysis.source.stream)];
}
