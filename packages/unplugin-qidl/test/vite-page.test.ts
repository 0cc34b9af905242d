// What only Vite has: a page with hot updates, modules for the server, dependencies bundled in advance.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import qidl from '../src/vite.ts';
import { openPage, type Page } from './bundlers/vite.ts';
import {
  brokenHeader,
  createSmallProject,
  entry,
  fifo,
  header,
  include,
  linkRuntime,
  type SmallProject,
} from './project.ts';

const PATIENCE_MS = 10_000;
const accepting = `${entry}import.meta.hot?.accept('./device.qidl.h', () => {});\n`;

let project: SmallProject;
let page: Page;

beforeEach(() => {
  project = createSmallProject();
});
afterEach(async () => {
  await page.close();
  project.dispose();
});

/** chokidar hears nothing of a file that is changed before it listens: then one saves again, as people do. */
async function updateAfter(change: () => void): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    change();
    const type = await page.update(400);
    if (type !== null) return type;
  }
  throw new Error('the page was told nothing');
}

/** Of the header's module itself: an entry that takes updates is not run again. */
async function fields(): Promise<string> {
  const { exports } = await page.load('/device.qidl.h');
  return Object.keys((exports!.createDevice as () => object)()).join();
}

describe('a page', () => {
  test('that takes the header’s updates is not reloaded, not even after a mistake and its fix', async () => {
    project.write('main.js', accepting);
    page = await openPage(project);
    expect((await page.load()).failures).toEqual([]);
    expect(await updateAfter(() => project.write('device.qidl.h', header('uint16_t status')))).toBe('update');
    expect(await fields()).toBe('regs,fifo,status');
    expect(await updateAfter(() => project.write('device.qidl.h', brokenHeader))).toBe('update');
    expect((await page.load()).failures).toHaveLength(1);
    expect(await updateAfter(() => project.write('device.qidl.h', header()))).toBe('update');
    expect(await fields()).toBe('regs,fifo,control');
    expect(await updateAfter(() => project.write('regs.h', include(12)))).toBe('update');
    expect((await page.load('/device.qidl.h')).exports).toMatchObject({ sizeofDevice: 24 });
  });

  test('that was opened while the header was broken is reloaded after the fix', async () => {
    project.write('main.js', accepting);
    project.write('device.qidl.h', brokenHeader);
    page = await openPage(project);
    expect((await page.load()).failures).toHaveLength(1);
    expect(await updateAfter(() => project.write('device.qidl.h', header()))).toBe('full-reload');
    expect((await page.load()).failures).toEqual([]);
  });
});

test('without hot updates, as in Vitest, an edit reaches every module that sees it, too', async () => {
  page = await openPage(project, {}, { server: { hmr: false } });
  const size = (): Promise<unknown> =>
    page.server.ssrLoadModule('/device.qidl.h').then(
      ({ sizeofDevice }) => sizeofDevice as number,
      () => 'broken',
    );
  const expectSizeAfter = (change: () => void) =>
    expect.poll(() => (change(), size()), { interval: 300, timeout: PATIENCE_MS });
  expect(await size()).toBe(16);
  await expectSizeAfter(() => project.write('fifo.qidl.h', fifo(8))).toBe(20);
  await expectSizeAfter(() => project.remove('regs.h')).toBe('broken');
  await expectSizeAfter(() => project.write('regs.h', include(8))).toBe(24);
});

test('the second of two quick edits is not lost', async () => {
  page = await openPage(project);
  expect((await page.load()).failures).toEqual([]);
  const size = async (): Promise<unknown> => (await page.server.ssrLoadModule('/device.qidl.h')).sizeofDevice;
  expect(await size()).toBe(16);
  for (const count of [8, 12, 16]) {
    await updateAfter(() => project.write('regs.h', include(count)));
    await size();
    project.write('regs.h', include(4));
    await expect.poll(size, { timeout: PATIENCE_MS }).toBe(16);
  }
});

describe('one plugin of two servers', () => {
  let other: Page;
  let shared: SmallProject;
  beforeEach(() => {
    shared = createSmallProject();
  });
  afterEach(async () => {
    await other.close();
    shared.dispose();
  });
  const open = async (): Promise<void> => {
    const plugins = [qidl({ config: false, includeDirs: [shared.root] })];
    other = await openPage(project, {}, { plugins, server: { hmr: false } });
    page = await openPage(project, {}, { plugins });
  };
  const sizeIn = async ({ server }: Page): Promise<unknown> =>
    (await server.ssrLoadModule('/device.qidl.h')).sizeofDevice;

  test('tells both of an edit', async () => {
    await open();
    expect([await sizeIn(page), await sizeIn(other)]).toEqual([16, 16]);
    const edited = async (): Promise<unknown[]> => {
      project.write('fifo.qidl.h', fifo(8));
      return [await sizeIn(page), await sizeIn(other)];
    };
    await expect.poll(edited, { interval: 300, timeout: PATIENCE_MS }).toEqual([20, 20]);
  });

  test('awaits files outside of the project as long as one of them lives', async () => {
    project.remove('regs.h');
    shared.remove('regs.h');
    await open();
    expect((await page.load()).failures).toHaveLength(1);
    await other.close();
    expect(await updateAfter(() => shared.write('regs.h', include(8)))).toBe('full-reload');
    expect(await sizeIn(page)).toBe(20);
  });
});

describe('a package that imports its own header', () => {
  beforeEach(() => {
    project.write(
      'node_modules/some-device/package.json',
      '{ "name": "some-device", "version": "1.0.0", "type": "module", "main": "index.js" }',
    );
    project.write('node_modules/some-device/part.qidl.h', 'struct part { long id[3]; };\n');
    project.write('node_modules/some-device/index.js', "export { sizeof_part as size } from './part.qidl.h';\n");
    linkRuntime(project.path('node_modules/some-device'));
    project.write('main.js', "export * from 'some-device';\n");
  });
  const settings = { optimizeDeps: { include: ['some-device'] }, ssr: { noExternal: ['some-device'] } };

  test('is bundled in advance', async () => {
    page = await openPage(project, {}, settings);
    const bundled = await page.server.environments.client.transformRequest('/main.js');
    expect(bundled!.code).toContain('/node_modules/.vite/deps/some-device.js');
    expect(await page.load()).toMatchObject({ failures: [], exports: { size: 12 } });
  });

  test('is bundled anew for other options', async () => {
    for (const [options, size] of [
      [{}, 12],
      [{ target: 'x86_64' }, 24],
      [{}, 12],
    ] as const) {
      page = await openPage(project, options, settings);
      const { client } = page.server.environments;
      const { code } = (await client.transformRequest('/main.js'))!;
      const [url] = /\/node_modules\/\.vite\/deps\/some-device\.js[^"]*/.exec(code)!;
      expect((await client.transformRequest(url))!.code).toContain(`sizeof_part = ${size}`);
      await page.close();
    }
  });
});
