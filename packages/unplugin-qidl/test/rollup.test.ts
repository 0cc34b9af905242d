import { rollup, type Plugin } from 'rollup';
import ts from 'typescript-5.9';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Options } from '../src/options.ts';
import qidl from '../src/rollup.ts';
import { rollupBundler } from './bundlers/rollup.ts';
import { createSmallProject, type SmallProject } from './project.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(rollupBundler, 'builds', buildCases);
suite(rollupBundler, 'watches', watchCases);

describe('a plugin that asks TypeScript what an import means', () => {
  let project: SmallProject;
  beforeEach(() => {
    project = createSmallProject();
  });
  afterEach(() => project.dispose());

  /** As @rollup/plugin-typescript: what is no `.d.ts` is taken for a module. */
  const asTypeScript = (): Plugin => ({
    name: 'typescript',
    resolveId(source, importer = '') {
      const options: ts.CompilerOptions = {
        allowArbitraryExtensions: true,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        rootDirs: [project.root, project.path('.qidl')],
        paths: { '@/*': [project.path('*'), project.path('.qidl/*')] },
      };
      const { resolvedModule } = ts.resolveModuleName(source, importer, options, ts.sys);
      return resolvedModule === undefined || /\.d\.[cm]?ts/.test(resolvedModule.extension)
        ? null
        : resolvedModule.resolvedFileName;
    },
  });

  async function build(ours: Plugin[], last: Plugin[] = []): Promise<string> {
    const bundle = await rollup({
      input: project.path('main.js'),
      external: /^@qidl/,
      plugins: [...ours, asTypeScript(), ...last],
    });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    return output[0].code;
  }

  test.for<Options['dts']>([true, 'beside'])('is given the header, not its types: dts %s', async (place) => {
    const dts = place === true ? { out: project.path('.qidl'), base: project.root } : place;
    project.write('main.js', "export * from './device.qidl.h';\nexport * from './types.js';\n");
    project.write('types.js', "export { sizeofFifo as size } from '@/fifo.qidl.h';\n");
    expect(await build([qidl({ config: false, dts })])).toContain('sizeofDevice = 16');
    // The types are there by now.
    expect(await build([qidl({ config: false, dts })])).toContain('sizeofDevice = 16');
    expect(await build([], [qidl({ config: false, dts })])).toContain('sizeofDevice = 16');
  });
});
