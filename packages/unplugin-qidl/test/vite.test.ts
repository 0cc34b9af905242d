import { viteBundler } from './bundlers/vite.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(viteBundler, 'builds', buildCases);
suite(viteBundler, 'watches', watchCases);
