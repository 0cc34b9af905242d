// The public names: a new one is a decision, a lost one a breaking change.

import { expect, test } from 'vitest';
import * as runtime from '../src/index.ts';

test('what @qidl/runtime exports', () => {
  expect(Object.keys(runtime).sort()).toEqual([
    'PathTrail',
    'StateError',
    'clone',
    'diff',
    'dump',
    'equals',
    'fromJson',
    'fromObject',
    'getPath',
    'hash',
    'setPath',
    'size',
    'toJson',
    'toObject',
    'walk',
  ]);
});
