import { rspackBundler } from './bundlers/rspack.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';

suite(rspackBundler, 'builds', buildCases);
