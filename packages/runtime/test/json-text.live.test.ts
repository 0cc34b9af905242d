// The long fuzz of JSON input.

import { test } from 'vitest';
import { fuzzJson } from './fuzz-json.ts';

test('a hundred thousand mutated texts', () => fuzzJson(50_000));
