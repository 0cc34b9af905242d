import { rollupBundler } from './bundlers/rollup.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(rollupBundler, 'builds', buildCases);
suite(rollupBundler, 'watches', watchCases);
