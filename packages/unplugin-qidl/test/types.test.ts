// Where types go, when they are written, and that TypeScript, the oldest supported and the newest, finds them.

import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCore, type Core } from '../src/core.ts';
import type { Options } from '../src/options.ts';
import { brokenHeader, createSmallProject, header, type SmallProject } from './project.ts';

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.dispose());

function coreOf(dts?: Options['dts']): Core {
  const core = createCore({ config: false, dts });
  core.setRoot(project.root);
  return core;
}
const load = (core: Core, file = 'device.qidl.h') => core.load(project.path(file));

describe('the place', () => {
  test.for([
    [undefined, '.qidl/device.qidl.d.h.ts'],
    [true, '.qidl/device.qidl.d.h.ts'],
    ['beside', 'device.qidl.d.h.ts'],
    [{ out: 'typings' }, 'typings/device.qidl.d.h.ts'],
  ] as [Options['dts'], string][])('dts: %j', ([dts, path]) => {
    load(coreOf(dts));
    expect(project.has(path)).toBe(true);
  });

  test.for([
    [undefined, '.qidl'],
    [{ out: '.types' }, '.types'],
    [{ out: 'src' }, null],
    ['beside', null],
    [false, null],
  ] as [Options['dts'], string | null][])('dts: %j has a folder of its own: %s', ([dts, folder]) => {
    expect(coreOf(dts).typesFolder(project.root)).toBe(folder && project.path(folder));
  });

  test('dts: false', () => {
    load(coreOf(false));
    expect(project.has('.qidl')).toBe(false);
    expect(project.has('device.qidl.d.h.ts')).toBe(false);
  });

  test('headers outside of base, and in packages, have them beside', () => {
    project.write('hw/a.qidl.h', 'struct a { int x; };\n');
    project.write('lib/b.qidl.h', 'struct b { int x; };\n');
    project.write('hw/node_modules/part/c.qidl.h', 'struct c { int x; };\n');
    const core = coreOf({ base: 'hw' });
    for (const file of ['hw/a.qidl.h', 'lib/b.qidl.h', 'hw/node_modules/part/c.qidl.h']) load(core, file);
    expect(project.has('.qidl/a.qidl.d.h.ts')).toBe(true);
    expect(project.has('lib/b.qidl.d.h.ts')).toBe(true);
    expect(project.has('hw/node_modules/part/c.qidl.d.h.ts')).toBe(true);
  });
});

test('imports of headers outside of base lead there, those of others to the place below', () => {
  project.write('hw/sub/c.qidl.h', 'struct c { int x; };\n');
  project.write('lib/b.qidl.h', 'struct b { int x; };\n');
  const includes = '#include "c.qidl.h"\n#include "../../lib/b.qidl.h"\n';
  project.write('hw/sub/a.qidl.h', `${includes}struct a { struct b b; struct c c; };\n`);
  load(coreOf({ base: 'hw', out: 'typings/hw' }), 'hw/sub/a.qidl.h');
  const text = project.read('typings/hw/sub/a.qidl.d.h.ts');
  const [toB, toC] = ['b', 'c'].map((name) => new RegExp(`from '(.*${name}\\.qidl\\.h)'`).exec(text)![1]);
  expect(join(project.path('typings/hw/sub'), toB)).toBe(project.path('lib/b.qidl.h'));
  expect(toC).toBe('./c.qidl.h');
});

describe('the time', () => {
  const changed = (): bigint => statSync(project.path('.qidl/device.qidl.d.h.ts'), { bigint: true }).mtimeNs;

  test('only when the bytes change, in another process too', () => {
    load(coreOf());
    const before = changed();
    load(coreOf());
    expect(changed()).toBe(before);
    const core = coreOf();
    load(core);
    project.write('device.qidl.h', header('uint16_t status'));
    core.changed(project.path('device.qidl.h'));
    load(core);
    expect(changed()).not.toBe(before);
    expect(project.read('.qidl/device.qidl.d.h.ts')).toContain('status: number;');
  });

  test('they stay while the header is broken, and go with the header', () => {
    const core = coreOf();
    load(core);
    project.write('device.qidl.h', brokenHeader);
    core.changed(project.path('device.qidl.h'));
    expect(load(core).errors).toHaveLength(2);
    expect(project.read('.qidl/device.qidl.d.h.ts')).toContain('control: number;');
    project.remove('device.qidl.h');
    core.changed(project.path('device.qidl.h'));
    expect(project.has('.qidl/device.qidl.d.h.ts')).toBe(false);
  });

  test('those of a header that went while nobody watched go with the next build, and nothing else does', () => {
    project.write('hw/old.qidl.h', 'struct old { int x; };\n');
    project.write('lib/other.qidl.h', 'struct other { int x; };\n');
    const first = coreOf();
    for (const file of ['device.qidl.h', 'hw/old.qidl.h']) load(first, file);
    load(coreOf({ base: 'lib' }), 'lib/other.qidl.h');
    project.write('.qidl/own.d.h.ts', 'export {};\n');
    project.remove('hw/old.qidl.h');
    load(coreOf());
    expect(project.has('.qidl/hw/old.qidl.d.h.ts')).toBe(false);
    for (const file of ['device.qidl.d.h.ts', 'fifo.qidl.d.h.ts', 'other.qidl.d.h.ts', 'own.d.h.ts'])
      expect(project.has(`.qidl/${file}`), file).toBe(true);
  });

  test('what cannot be written is a warning', () => {
    project.write('.qidl', 'in the way');
    const { code, errors, warnings } = load(coreOf());
    expect(code).not.toBe('');
    expect(errors).toEqual([]);
    expect(warnings[0].text).toContain('could not be written');
  });

  test('behind the module, where somebody waits for it', async () => {
    const core = coreOf();
    const warned: string[] = [];
    core.writeTypesLater(({ text }) => warned.push(text));
    load(core);
    load(core, 'fifo.qidl.h');
    expect(project.has('.qidl')).toBe(false);
    await expect.poll(() => project.has('.qidl/device.qidl.d.h.ts')).toBe(true);
    await expect.poll(() => project.has('.qidl/fifo.qidl.d.h.ts')).toBe(true);

    project.remove('.qidl');
    project.write('.qidl', 'in the way');
    project.write('device.qidl.h', header('uint8_t late'));
    core.changed(project.path('device.qidl.h'));
    expect(load(core).warnings).toEqual([]);
    await expect.poll(() => warned).toEqual([expect.stringContaining('could not be written')]);
  });

  test('at the latest when the build has ended', () => {
    const core = coreOf();
    const warned: string[] = [];
    core.writeTypesLater(({ text }) => warned.push(text));
    load(core);
    project.write('gone.qidl.h', 'struct gone { int x; };\n');
    load(core, 'gone.qidl.h');
    project.remove('gone.qidl.h');
    core.finish();
    expect(project.has('.qidl/device.qidl.d.h.ts')).toBe(true);
    expect(project.has('.qidl/gone.qidl.d.h.ts')).toBe(false);

    project.remove('.qidl');
    core.finish();
    expect(project.has('.qidl'), 'once').toBe(false);
    expect(warned).toEqual([]);
  });
});

describe('TypeScript', () => {
  const require = createRequire(import.meta.url);
  const settings = {
    compilerOptions: {
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      allowArbitraryExtensions: true,
      rootDirs: ['.', './.qidl'],
      strict: true,
      noEmit: true,
      types: [],
    },
    files: ['main.ts'],
  };

  function tsc(version: string): Promise<string> {
    const bin = join(dirname(require.resolve(`${version}/package.json`)), 'bin/tsc');
    const words = [bin, '-p', project.root, '--pretty', 'false'];
    return new Promise((resolve) =>
      execFile(process.execPath, words, { cwd: project.root }, (_error, stdout) => resolve(stdout)),
    );
  }

  test.for(['typescript-5.9', 'typescript'])('%s finds them, and reports a wrong field', async (version) => {
    load(coreOf());
    project.write('tsconfig.json', JSON.stringify(settings));
    project.write(
      'main.ts',
      `import { createDevice, type Device } from './device.qidl.h';
const device: Device = createDevice();
export const length: number = device.fifo.data.length + device.control;
export const wrong = device.contrl;
`,
    );
    const lines = (await tsc(version)).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^main\.ts\(4,29\): error TS\d+: .*'contrl'/);
  });

  test.for(['typescript-5.9', 'typescript'])('%s finds those of ./device.c and ./device.h', async (version) => {
    project.write(
      'hw/device.h',
      '#include <stdint.h>\ntypedef struct Regs { uint32_t ctrl; int irq q_derived; } Regs;\nvoid device_reset(Regs *regs);\n',
    );
    project.write(
      'hw/device.c',
      '#include "device.h"\n/* QIDL START */\nstruct Device { Regs regs; uint64_t now; };\n/* QIDL END */\nvoid device_reset(Regs *regs) { asm("nop"); }\n',
    );
    const core = createCore({ config: false, include: ['hw/**/*.h', 'hw/**/*.c'] });
    core.setRoot(project.root);
    expect(load(core, 'hw/device.c').errors).toEqual([]);
    project.write('tsconfig.json', JSON.stringify(settings));
    project.write(
      'main.ts',
      `import { createDevice, decodeDevice, saveDevice, type Device } from './hw/device.c';
import { createRegs } from './hw/device.h';
const device: Device = createDevice({ regs: createRegs({ ctrl: 3 }), now: 3n });
decodeDevice(saveDevice(device), { Regs: ({ ctrl }) => ({ irq: ctrl }) });
device.now = 3;
`,
    );
    const lines = (await tsc(version)).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^main\.ts\(5,1\): error TS\d+: .*bigint/);
    expect(project.has('.qidl/hw/device.d.c.ts') && project.has('.qidl/hw/device.d.h.ts')).toBe(true);
  });
});
