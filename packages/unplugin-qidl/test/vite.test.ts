import { build, createBuilder, type Rolldown } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import qidl from '../src/vite.ts';
import { viteBundler } from './bundlers/vite.ts';
import { createSmallProject, entry, type SmallProject } from './project.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(viteBundler, 'builds', buildCases);
suite(viteBundler, 'watches', watchCases);

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.dispose());

test('an environment that alone wants source maps gets those of headers', async () => {
  const builder = await createBuilder({
    root: project.root,
    configFile: false,
    logLevel: 'silent',
    plugins: [qidl({ config: false })],
    builder: { sharedConfigBuild: true },
    environments: {
      ssr: { build: { write: false, sourcemap: true, rolldownOptions: { input: project.path('main.js') } } },
    },
  });
  const { output } = (await builder.build(builder.environments.ssr)) as Rolldown.RolldownOutput;
  expect(output[0].map!.sources).toContainEqual(expect.stringMatching(/device\.qidl\.h$/));
  expect(output[0].map!.sourcesContent).toContain(project.read('device.qidl.h'));
});

test('a worker is built with its headers', async () => {
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
});
