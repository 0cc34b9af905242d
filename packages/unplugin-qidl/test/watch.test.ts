// Each bundler, in its own watch mode, over the same edits: the header, its include, a header it imports, a mistake
// and its repair, an include that goes and comes back. What it then has is run.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome, Watching } from './bundlers/bundler.ts';
import { bundlers } from './bundlers/index.ts';
import type { Options } from '../src/options.ts';
import { brokenHeader, createSmallProject, fifo, header, include, type SmallProject } from './project.ts';

const PATIENCE_MS = 20_000;
/**
 * chokidar, which watches for Vite and Rollup, hears nothing of a file that is changed before it listens, and drops
 * the second of two quick changes: then one saves again, as people do.
 */
const SAVE_AGAIN_MS = 400;

describe.each(bundlers)('$name', (bundler) => {
  let project: SmallProject;
  let watching: Watching | null = null;

  beforeEach(() => {
    project = createSmallProject();
  });
  afterEach(async () => {
    await watching?.stop();
    watching = null;
    project.dispose();
  });

  /** Makes a change and returns the first outcome after it that is as expected. */
  async function after(change: () => void, isExpected: (outcome: Outcome) => boolean): Promise<Outcome> {
    const end = Date.now() + PATIENCE_MS;
    let last: Outcome | null = null;
    change();
    while (Date.now() < end) {
      const outcome = await watching!.next(SAVE_AGAIN_MS);
      if (outcome === null) change();
      else if (isExpected(outcome)) return outcome;
      last = outcome ?? last;
    }
    throw new Error(`nothing came of the change; the last outcome: ${JSON.stringify(last)}`);
  }
  const gives = (name: string, value: unknown) => (outcome: Outcome) => outcome.exports?.[name] === value;
  const fails = (outcome: Outcome): boolean => outcome.failures.length > 0;
  const textOf = (outcome: Outcome): string => outcome.failures.map(({ text }) => text).join('\n');
  const start = async (isExpected: (outcome: Outcome) => boolean, options?: Options): Promise<Outcome> => {
    watching = await bundler.watch(project, options);
    return after(() => {}, isExpected);
  };

  test('edits of the header, of its include, and of a header it imports', async () => {
    await start(gives('fields', 'regs,fifo,control'));
    await after(() => project.write('device.qidl.h', header('uint16_t status')), gives('fields', 'regs,fifo,status'));
    await after(() => project.write('regs.h', include(12)), gives('size', 20));
    await after(() => project.write('fifo.qidl.h', fifo(9)), gives('size', 24));
    await after(() => project.replace('device.qidl.h', header('uint16_t mask')), gives('fields', 'regs,fifo,mask'));
    await after(() => project.replace('regs.h', include(2)), gives('size', 14));
  });

  test('a mistake is shown with all that is wrong, and is gone after the fix', async () => {
    await start(gives('fields', 'regs,fifo,control'));
    const broken = await after(() => project.write('device.qidl.h', brokenHeader), fails);
    expect(textOf(broken)).toContain('Contrl_t control; uint8_t *data;');
    expect(textOf(broken)).toMatch(/QIDL\d{4}: .*Contrl_t/);
    expect(textOf(broken)).toMatch(/QIDL\d{4}: .*data/);
    const place = { line: 9, column: 14, file: expect.stringMatching(/device\.qidl\.h$/) };
    if (bundler.hasPlaces) expect(broken.failures[0].place).toMatchObject(place);
    await after(
      () => project.write('device.qidl.h', header('uint8_t repaired')),
      gives('fields', 'regs,fifo,repaired'),
    );
  });

  test('an include that goes is missed, and found when it is back', async () => {
    await start(gives('size', 16));
    const missing = await after(() => project.remove('regs.h'), fails);
    expect(textOf(missing)).toContain('regs.h');
    if (bundler.hasPlaces) expect(missing.failures[0].place).toMatchObject({ line: 2 });
    await after(() => project.write('regs.h', include(8)), gives('size', 20));
  });

  test('a mistake in an include is shown there', async () => {
    await start(gives('size', 16));
    const broken = await after(() => project.write('regs.h', '\n#error no registers\n'), fails);
    const shown = broken.failures.find(({ text }) => text.includes('no registers'));
    expect(textOf(broken)).toContain('no registers');
    if (bundler.hasPlaces) expect(shown!.place).toMatchObject({ line: 2, file: expect.stringMatching(/regs\.h$/) });
    await after(() => project.write('regs.h', include(4)), gives('size', 16));
  });

  test('a project that starts broken recovers, and one that starts without its include too', async () => {
    project.write('device.qidl.h', brokenHeader);
    project.remove('regs.h');
    await start(fails);
    await after(() => project.write('device.qidl.h', header('uint8_t late')), fails);
    await after(() => project.write('regs.h', include(4)), gives('fields', 'regs,fifo,late'));
  });

  test('includes outside of the project: one that appears, is edited, goes and comes back', async () => {
    const shared = createSmallProject();
    const options = { includeDirs: [shared.path('nowhere'), shared.root] };
    shared.remove('regs.h');
    project.remove('regs.h');
    try {
      await start(fails, options);
      await after(() => shared.write('regs.h', include(8)), gives('size', 20));
      await after(() => shared.write('regs.h', include(12)), gives('size', 24));
      await after(() => shared.remove('regs.h'), fails);
      await after(() => shared.replace('regs.h', include(4)), gives('size', 16));
    } finally {
      shared.dispose();
    }
  });
});
