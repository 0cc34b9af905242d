// The built library, as a consumer gets it.
//
// In:   dist, built here; scenario.txt of the C model.
// Out:  what the model answers, what the consumer prints, what the types refer to.
// Rule: the model behaves as the C one does; the types stand on their own.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { beforeAll, expect, test } from 'vitest';

import { playScenario, type ScenarioUart } from '../../wasm-device/test/play-scenario.ts';

const cwd = new URL('..', import.meta.url);
const run = (...args: [string, ...string[]]) => promisify(execFile)(args[0], args.slice(1), { cwd });

beforeAll(() => run('npm', 'run', 'build'), 60_000);

test('the model plays the scenario of the C model', async () => {
  const uart: typeof import('../src/index.ts') = await import(new URL('dist/index.js', cwd).href);
  let s = uart.createUart();
  const played: ScenarioUart = {
    create: () => void (s = uart.createUart()),
    reset: () => uart.reset(s),
    write: (offset, value) => uart.writeRegister(s, offset, value),
    read: (offset) => uart.readRegister(s, offset),
    receive: (character, errors) => uart.receive(s, character, errors),
    feed: (character) => uart.feed(s, character),
    transmit: () => uart.transmit(s),
    setLines: (lines) => uart.setLines(s, lines),
    tick: (ns) => uart.tick(s, ns),
    irq: () => s.int_pending,
  };
  const scenario = await readFile(new URL('../wasm-device/test/scenario.txt', cwd), 'utf8');
  expect(playScenario(scenario, played)).toBe(scenario);
});

test('the consumer saves, reads on, and restores', async () => {
  const { stdout } = await run('node', 'dist/consumer/main.js');
  expect(stdout.split('\n')).toEqual([
    'received: made in a header',
    expect.stringMatching(/^saved: \d+ of \d+ fields, \d+ bytes$/),
    'read: made in a header',
    'restored: as it was',
    'read again: made in a header',
    '',
  ]);
});

test('the types name neither the header nor where it was', async () => {
  const dist = new URL('dist/', cwd);
  const files = (await readdir(dist)).filter((name) => name.endsWith('.d.ts'));
  expect(files).toContain('serial.d.ts');
  const imports = await Promise.all(
    files.map(async (name) => {
      const text = await readFile(new URL(name, dist), 'utf8');
      return [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    }),
  );
  expect(new Set(imports.flat())).toEqual(new Set(['./serial.js', './uart.js', '@qidl/runtime/codegen/v1']));
});
