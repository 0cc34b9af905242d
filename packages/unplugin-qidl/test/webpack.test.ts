import { webpackBundler } from './bundlers/webpack.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';

suite(webpackBundler, 'builds', buildCases);
