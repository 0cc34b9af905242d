// Headers of C's library where none are at hand: headers that include them compile, for every target.

import { expect, test } from 'vitest';
import { LIBRARY_HEADERS } from '../src/preprocess/library-headers.ts';
import { targets, type TargetName } from '../src/target.ts';
import { modelOf } from './model-of.ts';
import { programOf } from './program-of.ts';

const includes = Object.keys(LIBRARY_HEADERS).map((name) => `#include <${name}>\n`);

test.for(Object.keys(targets) as TargetName[])('all of them, twice and in any order, for %s', (target) => {
  const text = [...includes, ...includes.toReversed()].join('');
  const sizes = '_Static_assert(sizeof(div_t) == 8 && sizeof(ldiv_t) == 2 * sizeof(long), "");\n';
  expect(programOf(text + sizes, target).problems).toEqual([]);
});

test('what a header does with them', () => {
  const { model, diagnostics } = modelOf(`${includes.join('')}
struct device { FILE *log q_immutable; size_t used q_derived; char name[8]; int status q_default(EXIT_FAILURE); };
static inline void reset(struct device *d) { assert(d != NULL); memset(d->name, 0, strlen(d->name)); }
static_assert(sizeof(((struct device *)0)->name) == 8, "eight");
`);
  expect(diagnostics).toEqual([]);
  expect(model.structs.map(({ name }) => name)).toEqual(['device']);
});

test('a saved FILE has no known type', () => {
  const { diagnostics } = modelOf('#include <stdio.h>\nstruct device { FILE *log; };\n');
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringMatching(/FILE/)]);
});
