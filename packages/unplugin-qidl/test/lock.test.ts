// The option `lock`: a header that breaks with its lock is an error at the field, and the lock is watched.

import { lockText, schemaOf, EMPTY_LOCK } from '@qidl/compiler';
import { createNodeProject } from '@qidl/compiler/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCore } from '../src/core.ts';
import { createSmallProject, header, type SmallProject } from './project.ts';

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.dispose());

function writeLock(): void {
  const { model } = createNodeProject({ roots: [project.root] }).compile(project.path('device.qidl.h'));
  const headers = new Map([['device.qidl.h', schemaOf(model!)]]);
  project.write('qidl.lock.json', lockText({ ...EMPTY_LOCK, headers }));
}

test('a break is an error with its place; the module comes back with the field, or with another lock', () => {
  writeLock();
  const lock = project.path('qidl.lock.json');
  const core = createCore({ lock, dts: false, config: false });
  core.setRoot(project.root);
  const load = () => core.load(project.path('device.qidl.h'));
  expect(load()).toMatchObject({ errors: [], watchFiles: expect.arrayContaining([lock]) });

  project.write('device.qidl.h', header('uint8_t control'));
  core.changed(project.path('device.qidl.h'));
  const { code, errors } = load();
  expect(code).toBe('');
  expect(errors).toMatchObject([{ line: 9, code: 'QIDL5003' }]);

  writeLock();
  expect(core.changed(lock)).toEqual([project.path('device.qidl.h')]);
  expect(load()).toMatchObject({ errors: [] });
});

test('a lock that is not there is one error that says how to make it', () => {
  const core = createCore({ lock: project.path('none.json'), dts: false, config: false });
  core.setRoot(project.root);
  const { errors, missing } = core.load(project.path('device.qidl.h'));
  expect(errors).toMatchObject([{ code: 'QIDL5000', text: expect.stringContaining("'none.json'") }]);
  expect(missing).toContain(project.path('none.json'));
});
