import { rolldownBundler } from './bundlers/rolldown.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(rolldownBundler, 'watches', watchCases);
