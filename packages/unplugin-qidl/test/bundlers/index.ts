// The bundlers of the workspace, which every suite is run with.

import type { Bundler } from './bundler.ts';
import { esbuildBundler } from './esbuild.ts';
import { rolldownBundler } from './rolldown.ts';
import { rollupBundler } from './rollup.ts';
import { rspackBundler } from './rspack.ts';
import { viteBundler } from './vite.ts';
import { webpackBundler } from './webpack.ts';

export const bundlers: readonly Bundler[] = [
  viteBundler,
  rollupBundler,
  esbuildBundler,
  rolldownBundler,
  webpackBundler,
  rspackBundler,
];
