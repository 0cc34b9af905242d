import { context, type BuildContext } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import qidl from '../src/esbuild.ts';
import { esbuildBundler } from './bundlers/esbuild.ts';
import { createSmallProject, type SmallProject } from './project.ts';
import { buildCases } from './suites/build.ts';
import { suite } from './suites/case.ts';
import { watchCases } from './suites/watch.ts';

suite(esbuildBundler, 'builds', buildCases);
suite(esbuildBundler, 'watches', watchCases);

let projects: SmallProject[] = [];
let contexts: BuildContext[] = [];
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.dispose()));
  for (const project of projects) project.dispose();
});

test('one plugin serves builds of several folders at a time', async () => {
  projects = [createSmallProject(), createSmallProject()];
  const plugins = [qidl({ config: false })];
  contexts = await Promise.all(
    projects.map(({ root }) =>
      context({ absWorkingDir: root, entryPoints: ['main.js'], bundle: true, write: false, plugins }),
    ),
  );
  await Promise.all(contexts.map((context) => context.rebuild()));
  for (const { has } of projects)
    expect([has('.qidl/device.qidl.d.h.ts'), has('device.qidl.d.h.ts')]).toEqual([true, false]);
});
