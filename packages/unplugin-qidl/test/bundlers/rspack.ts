import { rspack } from '@rspack/core';
import qidl from '../../src/rspack.ts';
import type { Bundler } from './bundler.ts';
import { webpackLike } from './webpack.ts';

export const rspackBundler: Bundler = webpackLike('Rspack', rspack as never, qidl);
