// Each bundler, in its own watch mode, over the same edits. What it then has is run.

import { symlinkSync } from 'node:fs';
import { expect } from 'vitest';
import { brokenHeader, entry, fifo, header, include } from '../project.ts';
import { fails, gives, textOf, type Case } from './case.ts';

export const watchCases: readonly Case[] = [
  {
    name: 'edits of the header, of its include, and of a header it imports',
    async run({ start, after, project }) {
      await start(gives('fields', 'regs,fifo,control'));
      await after(() => project.write('device.qidl.h', header('uint16_t status')), gives('fields', 'regs,fifo,status'));
      await after(() => project.write('regs.h', include(12)), gives('size', 20));
      await after(() => project.write('fifo.qidl.h', fifo(9)), gives('size', 24));
    },
  },
  {
    name: 'an edit of an include of an include',
    async run({ start, after, project }) {
      project.write('regs.h', '#include "deep/count.h"\n#define REG_COUNT COUNT\n');
      project.write('deep/count.h', '#define COUNT 4\n');
      await start(gives('size', 16));
      await after(() => project.write('deep/count.h', '#define COUNT 12\n'), gives('size', 24));
    },
  },
  {
    name: 'an editor’s atomic save',
    async run({ start, after, project }) {
      await start(gives('size', 16));
      await after(() => project.replace('device.qidl.h', header('uint16_t mask')), gives('fields', 'regs,fifo,mask'));
      await after(() => project.replace('regs.h', include(2)), gives('size', 10));
      await after(() => project.replace('regs.h', include(4)), gives('size', 12));
    },
  },
  {
    name: 'a mistake is shown with all that is wrong, and is gone after the fix',
    async run({ start, after, project, bundler }) {
      await start(gives('fields', 'regs,fifo,control'));
      const broken = await after(() => project.write('device.qidl.h', brokenHeader), fails);
      expect(textOf(broken)).toContain('Contrl_t control; uint8_t *data;');
      expect(textOf(broken)).toMatch(/QIDL\d{4}: .*Contrl_t/);
      expect(textOf(broken)).toMatch(/QIDL\d{4}: .*data/);
      const place = { line: 9, column: 14, file: expect.stringMatching(/device\.qidl\.h$/) };
      if (bundler.hasPlaces) expect(broken.failures[0].place).toMatchObject(place);
      const mended = (): void => project.write('device.qidl.h', header('uint8_t repaired'));
      await after(mended, gives('fields', 'regs,fifo,repaired'));
    },
  },
  {
    name: 'a mistake in an include is shown there, and is gone after the fix',
    async run({ start, after, project, bundler }) {
      await start(gives('size', 16));
      const broken = await after(() => project.write('regs.h', '\n#error no registers\n'), fails);
      const shown = broken.failures.find(({ text }) => text.includes('no registers'))!;
      if (bundler.hasPlaces) expect(shown.place).toMatchObject({ line: 2, file: expect.stringMatching(/regs\.h$/) });
      else expect(shown.text).toMatch(/regs\.h:2:\d+: error QIDL/);
      await after(() => project.write('regs.h', include(4)), gives('size', 16));
    },
  },
  {
    name: 'an include that goes is missed, and found when it is back',
    async run({ start, after, project }) {
      await start(gives('size', 16));
      const missing = await after(() => project.remove('regs.h'), fails);
      expect(textOf(missing)).toContain('regs.h');
      await after(() => project.write('regs.h', include(8)), gives('size', 20));
    },
  },
  {
    name: 'a project that starts broken recovers',
    async run({ start, after, project }) {
      project.write('device.qidl.h', brokenHeader);
      await start(fails);
      await after(() => project.write('device.qidl.h', header('uint8_t late')), gives('fields', 'regs,fifo,late'));
    },
  },
  {
    name: 'an include that was never there is found when it appears',
    async run({ start, after, project }) {
      project.remove('regs.h');
      await start(fails);
      await after(() => project.write('regs.h', include(8)), gives('size', 20));
    },
  },
  {
    name: 'a header is renamed',
    async run({ start, after, project }) {
      await start(gives('size', 16));
      await after(
        () => {
          project.write('uart.qidl.h', header('uint8_t renamed'));
          project.remove('device.qidl.h');
          project.write('main.js', entry.replace('./device', './uart'));
        },
        gives('fields', 'regs,fifo,renamed'),
      );
      await expect.poll(() => project.has('.qidl/device.qidl.d.h.ts')).toBe(false);
      const types = '.qidl/uart.qidl.d.h.ts';
      await expect.poll(() => project.has(types) && project.read(types)).toContain('renamed: number;');
    },
  },
  {
    name: 'a branch switch: many files at once',
    async run({ start, after, project }) {
      await start(gives('size', 16));
      const branch = (count: number, field: string) => (): void => {
        for (let i = 0; i < 50; i++) project.replace(`hw/dev${i}.h`, `#define DEV${i} ${count}\n`);
        project.replace('regs.h', include(count));
        project.replace('device.qidl.h', header(`uint32_t ${field}`));
        project.replace('fifo.qidl.h', fifo(count));
      };
      await after(branch(12, 'theirs'), ({ exports }) => exports?.size === 32 && exports.fields === 'regs,fifo,theirs');
      await after(branch(4, 'ours'), ({ exports }) => exports?.size === 16 && exports.fields === 'regs,fifo,ours');
    },
  },
  {
    name: 'includes outside of the project',
    async run({ start, after, project, another }) {
      const shared = another();
      project.remove('regs.h');
      await start(gives('size', 16), { includeDirs: [shared.path('nowhere'), shared.root] });
      await after(() => shared.write('regs.h', include(12)), gives('size', 24));
      await after(() => shared.remove('regs.h'), fails);
      await after(() => shared.replace('regs.h', include(4)), gives('size', 16));
    },
  },
  {
    name: 'an include outside of the project that appears',
    async run({ start, after, project, another }) {
      const shared = another();
      project.remove('regs.h');
      shared.remove('regs.h');
      await start(fails, { includeDirs: [shared.path('nowhere'), shared.root] });
      await after(() => shared.write('regs.h', include(8)), gives('size', 20));
    },
  },
  {
    name: 'an include that appears where it is looked for first',
    async run({ start, after, project }) {
      project.write('first/readme', '');
      project.write('second/count.h', '#define REG_COUNT 4\n');
      project.write('regs.h', '#include <count.h>\n');
      await start(gives('size', 16), { includeDirs: [project.path('first'), project.path('second')] });
      await after(() => project.write('first/count.h', '#define REG_COUNT 12\n'), gives('size', 24));
    },
  },
  {
    name: 'an include that appears together with its folder',
    async run({ start, after, project }) {
      project.write('regs.h', '#include <count.h>\n');
      await start(fails, { includeDirs: [project.path('new')] });
      await after(() => project.write('new/count.h', '#define REG_COUNT 12\n'), gives('size', 24));
    },
  },
  {
    name: 'an include that appears where it is looked for first, together with its folder',
    async run({ start, after, project }) {
      project.write('second/count.h', '#define REG_COUNT 4\n');
      project.write('regs.h', '#include <count.h>\n');
      await start(gives('size', 16), { includeDirs: [project.path('first'), project.path('second')] });
      await after(() => project.write('first/count.h', '#define REG_COUNT 12\n'), gives('size', 24));
    },
  },
  {
    name: 'headers of a package of a workspace, linked by symlink',
    async run({ start, after, project, another }) {
      const other = another();
      other.write('package.json', '{ "name": "linked-device", "version": "1.0.0" }');
      symlinkSync(other.root, project.path('node_modules/linked-device'), 'junction');
      project.write('main.js', entry.replace('./device', 'linked-device/device'));
      await start(gives('size', 16));
      await after(() => other.write('device.qidl.h', header('uint8_t linked')), gives('fields', 'regs,fifo,linked'));
      await after(() => other.replace('regs.h', include(12)), gives('size', 18));
    },
  },
  {
    name: 'includes through symlinks',
    async run({ start, after, project, another }) {
      const other = another();
      symlinkSync(other.root, project.path('node_modules/linked-regs'), 'junction');
      project.remove('regs.h');
      await start(gives('size', 16), { includeDirs: [project.path('node_modules/linked-regs')] });
      await after(() => other.write('regs.h', include(12)), gives('size', 24));
      await after(() => other.replace('regs.h', include(4)), gives('size', 16));
    },
  },
];
