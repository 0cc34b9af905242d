import { webpackBundler } from './bundlers/webpack.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(webpackBundler, 'watches', watchCases);
