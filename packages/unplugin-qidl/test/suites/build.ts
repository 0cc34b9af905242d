// Each bundler, once, over the same projects: what it makes runs and is what the command line makes; maps, errors,
// warnings, types, headers of packages and of other names.

import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { brokenHeader, entry, fifo, header, include } from '../project.ts';
import { textOf, type Case } from './case.ts';

const cli = resolve(import.meta.dirname, '../../../cli/bin/qidl.js');

export const buildCases: readonly Case[] = [
  {
    name: 'the bundle does what the modules of the command line do',
    async run({ build, project }) {
      const { exports, warnings } = await build();
      execFileSync(process.execPath, [cli, 'compile', '--out', 'node_modules/.cli'], { cwd: project.root });
      project.write('node_modules/.cli/main.mjs', entry.replace('.qidl.h', '.qidl.h.js'));
      const expected = await import(pathToFileURL(project.path('node_modules/.cli/main.mjs')).href);
      expect({ ...exports }).toEqual({ ...expected });
      expect(warnings).toEqual([]);
    },
  },
  {
    name: 'a second build, by a plugin of its own, sees what changed',
    async run({ build, project }) {
      await build();
      project.write('regs.h', include(12));
      expect((await build()).exports).toMatchObject({ size: 24 });
    },
  },
  {
    name: 'the source map leads to the line of the header',
    async run({ build, project }) {
      // Another header of the same name, with a line more.
      project.write('more/fifo.qidl.h', `\n${fifo(4).replaceAll('Fifo', 'Queue')}`);
      project.write('main.js', `${entry}export { createQueue } from './more/fifo.qidl.h';\n`);
      const { code } = await build();
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
      expect(at('createQueue(')).toEqual({ line: 3, source: expect.stringMatching(/more\/fifo\.qidl\.h$/) });
    },
  },
  {
    name: 'all errors of a header are shown, with frames and ways out',
    async run({ build, project, bundler }) {
      project.write('device.qidl.h', brokenHeader);
      const outcome = await build();
      const text = textOf(outcome);
      expect(outcome.exports).toBeNull();
      expect(text).toMatch(/QIDL\d{4}: .*Contrl_t/);
      expect(text).toMatch(/QIDL\d{4}: .*data/);
      expect(text).toContain('help: ');
      expect(text).toContain('Contrl_t control;');
      if (bundler.hasPlaces) expect(outcome.failures[0].place).toMatchObject({ line: 9, column: 14 });
      else expect(text).toMatch(/device\.qidl\.h:9:14: error QIDL/);
    },
  },
  {
    name: 'an error in an include is shown there',
    async run({ build, project, bundler }) {
      project.write('regs.h', '\n#error no registers\n');
      const outcome = await build();
      expect(textOf(outcome)).toContain('no registers');
      const shown = outcome.failures.find(({ text }) => text.includes('no registers'))!;
      if (bundler.hasPlaces) expect(shown.place).toMatchObject({ line: 2, file: expect.stringMatching(/regs\.h$/) });
      else expect(shown.text).toMatch(/regs\.h:2:\d+: error QIDL/);
    },
  },
  {
    name: 'a warning is a warning',
    async run({ build, project }) {
      project.write('device.qidl.h', header('q_broken uint32_t control'));
      const { exports, warnings } = await build();
      expect(exports).toMatchObject({ fields: 'regs,fifo,control' });
      const text = warnings.join('\n');
      expect(text).toMatch(/QIDL\d{4}: .*control/);
      expect(text).toMatch(/device\.qidl\.h\D{1,3}9\D/);
    },
  },
  {
    name: 'types that cannot be written are a warning',
    async run({ build, project }) {
      project.write('.qidl', 'a file');
      const { exports, warnings } = await build();
      expect(exports).toMatchObject({ fields: 'regs,fifo,control' });
      const text = warnings.join('\n');
      expect(text).toContain('the types of this header could not be written');
      expect(text).toContain('device.qidl.h');
      expect(text).not.toMatch(/\berror\b/);
    },
  },
  {
    name: 'a missing @qidl/runtime is one clear message',
    async run({ build, project }) {
      project.remove('node_modules/@qidl');
      const { exports, failures } = await build();
      expect(exports).toBeNull();
      for (const { text, place } of failures) {
        expect(text).toContain('npm install @qidl/runtime');
        if (place !== null) expect(place.line).toBeGreaterThan(0);
      }
    },
  },
  {
    name: 'a header inside a package that knows nothing of the runtime',
    async run({ build, project }) {
      project.write('node_modules/some-device/package.json', '{ "name": "some-device", "version": "1.0.0" }');
      project.write('node_modules/some-device/include/common.h', '#define LENGTH 3\n');
      project.write(
        'node_modules/some-device/headers/part.qidl.h',
        '#include <stdint.h>\n#include "../include/common.h"\nstruct part { uint8_t id[LENGTH]; };\n',
      );
      project.write('main.js', "export { sizeof_part as size } from 'some-device/headers/part.qidl.h';\n");
      const { exports, failures } = await build();
      expect(failures).toEqual([]);
      expect(exports).toMatchObject({ size: 3 });
    },
  },
  {
    name: 'a header inside a package of a workspace, linked by symlink',
    async run({ build, project, another }) {
      const other = another();
      other.remove('node_modules');
      other.write('package.json', '{ "name": "linked-device", "version": "1.0.0" }');
      symlinkSync(other.root, project.path('node_modules/linked-device'), 'junction');
      project.write('main.js', entry.replace('./device', 'linked-device/device'));
      const { exports, failures } = await build();
      expect(failures).toEqual([]);
      expect(exports).toMatchObject({ size: 16 });
    },
  },
  {
    name: 'files of other names, by the options',
    async run({ build, project }) {
      project.write(
        'hw/timer.c',
        '#include <stdint.h>\nstruct timer { uint64_t expires; };\nint main(void) { return 0; }\n',
      );
      project.write('main.js', "export { sizeof_timer as size } from './hw/timer.c';\n");
      const { exports, failures } = await build({ include: ['hw/**/*.c'], target: 'i386' });
      expect(failures).toEqual([]);
      expect(exports).toMatchObject({ size: 8 });
      expect(project.has('.qidl/hw/timer.d.c.ts')).toBe(true);
      // Expressions that not every language of a bundler has.
      for (const include of [/^(?!.*\/gen\/).*\.c$/, /(?<=timer)\.c$/u])
        expect((await build({ include, target: 'i386' })).exports, String(include)).toMatchObject({ size: 8 });
    },
  },
  {
    name: 'types are written for the header and what it imports',
    async run({ build, project }) {
      await build();
      expect(project.read('.qidl/device.qidl.d.h.ts')).toContain('control: number;');
      expect(project.read('.qidl/fifo.qidl.d.h.ts')).toContain('data: Uint8Array');
      expect(project.has('.qidl/regs.d.h.ts')).toBe(false);
    },
  },
  {
    name: 'types are written although another header is broken',
    async run({ build, project }) {
      project.write('device.qidl.h', brokenHeader);
      // Two imports of one module are loaded in any order.
      project.write('main.js', `export * from './fifo.qidl.h';\nexport * from './later.js';\n`);
      project.write('later.js', `export * from './device.qidl.h';\n`);
      expect((await build()).exports).toBeNull();
      expect(project.read('.qidl/fifo.qidl.d.h.ts')).toContain('data: Uint8Array');
      expect(project.has('.qidl/device.qidl.d.h.ts')).toBe(false);
    },
  },
  {
    name: 'types that cannot be written are a warning',
    async run({ build, project }) {
      project.write('.qidl', 'in the way');
      const { exports, warnings } = await build();
      expect(exports).toMatchObject({ fields: 'regs,fifo,control' });
      expect(warnings.join('\n')).toMatch(/the types of this header could not be written: .*\.qidl/);
    },
  },
];
