// Each bundler, once, over the same projects: what it makes runs and is what the command line makes; maps, errors,
// warnings, types, headers of packages and of other names.

import { execFileSync } from 'node:child_process';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundlers } from './bundlers/index.ts';
import { brokenHeader, createSmallProject, entry, header, type SmallProject } from './project.ts';

const cli = resolve(import.meta.dirname, '../../cli/bin/qidl.js');

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.dispose());

describe.each(bundlers)('$name', (bundler) => {
  test('the bundle does what the modules of the command line do', async () => {
    const { exports, warnings } = await bundler.build(project);
    execFileSync(process.execPath, [cli, 'compile', '--out', 'node_modules/.cli'], { cwd: project.root });
    project.write('node_modules/.cli/main.mjs', entry.replace('.qidl.h', '.qidl.h.js'));
    const expected = await import(pathToFileURL(project.path('node_modules/.cli/main.mjs')).href);
    expect({ ...exports }).toEqual({ ...expected });
    expect(warnings).toEqual([]);
  });

  test('the source map leads to the line of the header', async () => {
    const { code } = await bundler.build(project);
    const [, base64] = /sourceMappingURL=data:application\/json[^,]*,(\S+)/.exec(code)!;
    const map = new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString()) as SourceMapPayload);
    const at = (text: string): { line: number; source: string } => {
      const before = code.slice(0, code.indexOf(text)).split('\n');
      const entry = map.findEntry(before.length - 1, before.at(-1)!.length);
      if (!('originalLine' in entry)) throw new Error(`${text} is not mapped`);
      return { line: entry.originalLine + 1, source: entry.originalSource };
    };
    expect(at('control: ')).toEqual({ line: 9, source: expect.stringMatching(/device\.qidl\.h$/) });
    expect(at('createFifo(')).toEqual({ line: 2, source: expect.stringMatching(/fifo\.qidl\.h$/) });
  });

  test('all errors of a header are shown, with the ways out', async () => {
    project.write('device.qidl.h', brokenHeader);
    const { exports, failures } = await bundler.build(project);
    const text = failures.map((failure) => failure.text).join('\n');
    expect(exports).toBeNull();
    expect(text).toMatch(/QIDL\d{4}: .*Contrl_t/);
    expect(text).toMatch(/QIDL\d{4}: .*data/);
    expect(text).toContain('help: ');
    expect(text).toContain('Contrl_t control;');
  });

  test('a warning is a warning', async () => {
    project.write('device.qidl.h', header('q_broken uint32_t control'));
    const { exports, warnings } = await bundler.build(project);
    expect(exports).toMatchObject({ fields: 'regs,fifo,control' });
    expect(warnings.join('\n')).toMatch(/QIDL\d{4}: .*control/);
  });

  test('a missing runtime is one clear message', async () => {
    project.remove('node_modules/@qidl');
    const { exports, failures } = await bundler.build(project);
    expect(exports).toBeNull();
    for (const { text } of failures) expect(text).toContain('npm install @qidl/runtime');
  });

  test('a header of a package that knows nothing of the runtime', async () => {
    project.write('node_modules/some-device/package.json', '{ "name": "some-device", "version": "1.0.0" }');
    project.write('node_modules/some-device/include/common.h', '#define LENGTH 3\n');
    project.write(
      'node_modules/some-device/headers/part.qidl.h',
      '#include <stdint.h>\n#include "../include/common.h"\nstruct part { uint8_t id[LENGTH]; };\n',
    );
    project.write('main.js', "export { sizeof_part as size } from 'some-device/headers/part.qidl.h';\n");
    const { exports, failures } = await bundler.build(project);
    expect(failures).toEqual([]);
    expect(exports).toMatchObject({ size: 3 });
  });

  test('files of other names, by the options', async () => {
    project.write(
      'hw/timer.c',
      '#include <stdint.h>\nstruct timer { uint64_t expires; };\nint main(void) { return 0; }\n',
    );
    project.write('main.js', "export { sizeof_timer as size } from './hw/timer.c';\n");
    const { exports, failures } = await bundler.build(project, { include: ['hw/**/*.c'], target: 'i386' });
    expect(failures).toEqual([]);
    expect(exports).toMatchObject({ size: 8 });
    expect(project.has('.qidl/hw/timer.d.c.ts')).toBe(true);
  });

  test('types are written for the header and what it imports', async () => {
    await bundler.build(project);
    expect(project.read('.qidl/device.qidl.d.h.ts')).toContain('control: number;');
    expect(project.read('.qidl/fifo.qidl.d.h.ts')).toContain('data: Uint8Array');
    expect(project.has('.qidl/regs.d.h.ts')).toBe(false);
  });
});
