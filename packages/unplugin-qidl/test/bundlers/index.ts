// The bundlers every suite is run with.

import type { Bundler } from './bundler.ts';
import { esbuildBundler } from './esbuild.ts';
import { rollupBundler } from './rollup.ts';
import { viteBundler } from './vite.ts';

export const bundlers: readonly Bundler[] = [viteBundler, rollupBundler, esbuildBundler];
