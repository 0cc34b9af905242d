import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import qidl from '../src/vite.ts';
import { viteBundler } from './bundlers/vite.ts';
import { createSmallProject, entry } from './project.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(viteBundler, 'builds', buildCases);
suite(viteBundler, 'watches', watchCases);

test('a worker is built with its headers', async () => {
  const project = createSmallProject();
  try {
    project.write('worker.js', `${entry}postMessage('size ' + size);\n`);
    project.write(
      'main.js',
      "export const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });\n",
    );
    const { output } = (await build({
      root: project.root,
      configFile: false,
      logLevel: 'silent',
      plugins: [qidl({ config: false })],
      build: { write: false, rolldownOptions: { input: project.path('main.js') } },
      worker: { format: 'es' },
    })) as Rolldown.RolldownOutput;
    const worker = output.find(({ fileName }) => /worker-/.test(fileName));
    expect(worker).toMatchObject({ source: expect.stringContaining('size 16') });
  } finally {
    project.dispose();
  }
});
