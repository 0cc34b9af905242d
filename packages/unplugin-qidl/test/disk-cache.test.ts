// webpack's and Rspack's caches on disk, over builds of new compilers. What they keep of a header must not outlive its
// files, nor the options that it was compiled with; and nothing else is made again.

import { rspack } from '@rspack/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import webpack from 'webpack';
import type { Options } from '../src/options.ts';
import rspackQidl from '../src/rspack.ts';
import webpackQidl from '../src/webpack.ts';
import { webpackLike } from './bundlers/webpack.ts';
import { createSmallProject, header, include, type SmallProject } from './project.ts';

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
  // An option may say it otherwise.
  project.write('regs.h', `#ifndef REG_COUNT\n${include(4)}#endif\n`);
});
afterEach(() => project.dispose());

interface Tap<Argument> {
  tap(name: string, callback: (argument: Argument) => void): void;
}
interface Hooks {
  readonly hooks: {
    compilation: Tap<{ hooks: { buildModule: Tap<{ resource?: string }> } }>;
  };
}

/** A compiler that tells which headers it makes modules of. */
function telling(compiler: unknown, built: string[]): never {
  (compiler as Hooks).hooks.compilation.tap('tell', ({ hooks }) =>
    hooks.buildModule.tap('tell', ({ resource = '' }) => {
      if (resource.endsWith('.qidl.h')) built.push(resource.slice(project.root.length + 1));
    }),
  );
  return compiler as never;
}

const folder = (): string => project.path('node_modules/.cache');

const bundlers = {
  webpack: (built: string[]) => {
    const cache = () => ({ type: 'filesystem', cacheDirectory: folder() });
    return webpackLike('webpack', (set) => telling(webpack({ ...set, cache: cache() } as never), built), webpackQidl);
  },
  Rspack: (built: string[]) => {
    const cache = () => ({ type: 'persistent', storage: { type: 'filesystem', directory: folder() } });
    return webpackLike('Rspack', (set) => telling(rspack({ ...set, cache: cache() } as never), built), rspackQidl);
  },
};

describe.each(Object.entries(bundlers))('the cache of %s', (_, bundler) => {
  async function build(options?: Options): Promise<{ size: unknown; built: string[] }> {
    const built: string[] = [];
    const { exports, failures } = await bundler(built).build(project, options);
    expect(failures).toEqual([]);
    return { size: exports!.size, built: built.sort() };
  }
  const all = ['device.qidl.h', 'fifo.qidl.h'];

  test('holds every header until something that it depends on changes', async () => {
    expect(await build()).toEqual({ size: 16, built: all });
    expect(await build()).toEqual({ size: 16, built: [] });
    project.write('device.qidl.h', header('uint64_t control'));
    expect(await build()).toEqual({ size: 24, built: ['device.qidl.h'] });
    project.write('regs.h', include(12));
    expect(await build()).toEqual({ size: 32, built: ['device.qidl.h'] });
    expect(await build()).toEqual({ size: 32, built: [] });
  });

  test('holds nothing for other options', async () => {
    expect(await build()).toEqual({ size: 16, built: all });
    const options = { define: { REG_COUNT: '12' } };
    expect(await build(options)).toEqual({ size: 24, built: all });
    expect(await build(options)).toEqual({ size: 24, built: [] });
  });

  test('holds nothing for other flags of the C build', async () => {
    const flags = (count: number): void =>
      project.write('flags.json', `[{ "directory": ".", "file": "a.c", "command": "cc -DREG_COUNT=${count}" }]`);
    const options = { compileCommands: project.path('flags.json') };
    flags(12);
    expect(await build(options)).toEqual({ size: 24, built: all });
    flags(4);
    expect(await build(options)).toEqual({ size: 16, built: all });
    expect(await build(options)).toEqual({ size: 16, built: [] });
  });
});
