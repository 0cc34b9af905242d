// What projects with webpack or Rspack have in their own rules.

import { rspack } from '@rspack/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import webpack from 'webpack';
import rspackQidl from '../src/rspack.ts';
import webpackQidl from '../src/webpack.ts';
import { webpackLike } from './bundlers/webpack.ts';
import { createSmallProject, type SmallProject } from './project.ts';

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.dispose());

const bundlers = {
  webpack: (module: object) =>
    webpackLike('webpack', (set) => webpack({ ...set, module } as never) as never, webpackQidl),
  Rspack: (module: object) => webpackLike('Rspack', (set) => rspack({ ...set, module } as never) as never, rspackQidl),
};

test.for(Object.entries(bundlers))('%s: a rule that takes all other files for assets', async ([, bundler]) => {
  const others = { exclude: [/^$/, /\.(?:js|mjs|jsx|ts|tsx)$/, /\.html$/, /\.json$/], type: 'asset/resource' };
  const { exports, failures } = await bundler({ rules: [{ oneOf: [others] }] }).build(project);
  expect(failures).toEqual([]);
  expect(exports).toMatchObject({ size: 16 });
});

test.for(Object.entries(bundlers))('%s: a header as text', async ([, bundler]) => {
  project.write('main.js', "export { default as text } from './fifo.qidl.h?raw';\n");
  const { exports, failures } = await bundler({ rules: [{ resourceQuery: /raw/, type: 'asset/source' }] }).build(
    project,
  );
  expect(failures).toEqual([]);
  expect(exports).toMatchObject({ text: project.read('fifo.qidl.h') });
});
