import { esbuildBundler } from './bundlers/esbuild.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(esbuildBundler, 'builds', buildCases);
suite(esbuildBundler, 'watches', watchCases);
