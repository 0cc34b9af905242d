import { rolldownBundler } from './bundlers/rolldown.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';

suite(rolldownBundler, 'builds', buildCases);
