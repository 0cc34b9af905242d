// How each bundler builds a project. In: its folder. Out: a promise.
// Rule: nothing is written, nothing minified, no source maps; with our plugin its options are the defaults.

import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import esbuildQidl from 'unplugin-qidl/esbuild';
import rollupQidl from 'unplugin-qidl/rollup';
import viteQidl from 'unplugin-qidl/vite';
import { build as vite } from 'vite';
import { join } from 'node:path';
import { moduleTexts } from './project.mjs';

const runtime = join(import.meta.dirname, '../../runtime/dist/codegen/v1.js');
const findRuntime = { name: 'find-runtime', resolveId: (id) => (id === '@qidl/runtime/codegen/v1' ? runtime : null) };

const withEsbuild = (root, main, plugins) =>
  esbuild({ absWorkingDir: root, entryPoints: [main], bundle: true, format: 'esm', write: false, plugins });

async function withRollup(root, main, plugins) {
  const bundle = await rollup({ input: join(root, main), plugins: [findRuntime, ...plugins], logLevel: 'silent' });
  await bundle.generate({ format: 'es' });
  await bundle.close();
}

const withVite = (root, main, plugins) =>
  vite({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins,
    build: { write: false, minify: false, lib: { entry: join(root, main), formats: ['es'], fileName: 'o' } },
  });

function fromMemory(root, count) {
  const texts = moduleTexts(root, count);
  const load = ({ path }) => ({ contents: texts.get(path), loader: 'js' });
  return { name: 'memory', setup: (build) => build.onLoad({ filter: /\.qidl\.h$/ }, load) };
}

/** Each prepares what is not measured, and returns what is. */
export const builds = {
  'esbuild, same text from memory': (root, count) => {
    const plugin = fromMemory(root, count);
    return () => withEsbuild(root, 'main.js', [plugin]);
  },
  'esbuild, headers': (root) => () => withEsbuild(root, 'main.js', [esbuildQidl()]),
  'Rollup, same modules as files': (root) => () => withRollup(root, 'plain.js', []),
  'Rollup, headers': (root) => () => withRollup(root, 'main.js', [rollupQidl()]),
  'Vite, same modules as files': (root) => () => withVite(root, 'plain.js', []),
  'Vite, headers': (root) => () => withVite(root, 'main.js', [viteQidl()]),
};
