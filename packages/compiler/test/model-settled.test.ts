// A model that is kept keeps nothing of what it was made of: a project of many headers would not fit into memory.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { analyze } from '../src/compile.ts';
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

test('a settled model lets go of the program', async () => {
  const kept: Model[] = [];
  const program = settled(kept);
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(program.deref()).toBeUndefined();
  expect(kept[0].structs).toHaveLength(3);
});

function settled(kept: Model[]): WeakRef<object> {
  const host = memoryHost({ '/h/t.qidl.h': header, '/h/part.h': 'struct part { int p; };\n' });
  const { model, program } = analyze('/h/t.qidl.h', {}, host);
  kept.push(settle(model!));
  return new WeakRef(program);
}
