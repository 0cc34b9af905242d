import { rspackBundler } from './bundlers/rspack.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(rspackBundler, 'watches', watchCases);
