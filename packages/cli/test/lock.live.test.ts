// `qidl check --against GIT-REF`: the headers of a commit, against those of the working folder. Needs git.

import { spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fifo, folderOf, regs, uart } from './run.ts';

const present = spawnSync('git', ['--version']).status === 0;

test.skipIf(!present)(`compares with a commit${present ? '' : ' (skipped: no git here)'}`, () => {
  const { root, qidl, write, changed } = folderOf({
    'p/src/uart.qidl.h': uart,
    'p/src/fifo.qidl.h': fifo,
    'p/src/regs.h': regs,
    'p/qidl.config.json': '{}',
    'other.qidl.h': fifo,
  });
  const git = (...words: string[]): void => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false'];
    expect(spawnSync('git', [...identity, ...words], { cwd: root }).status).toBe(0);
  };
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'one');
  git('tag', 'v1');
  expect(qidl('check', '--against', 'v1')).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('3 headers against v1: 0 errors'),
  });

  write('p/src/regs.h', regs.replace('8', '9'));
  const { status, stderr } = qidl('check', 'p/src', '--against', 'v1');
  expect(status).toBe(1);
  expect(stderr).toContain("p/src/uart.qidl.h:4:13: error QIDL5004: 'regs' of Uart has [9]; v1 has [8]");

  write('p/src/regs.h', regs);
  renameSync(join(root, 'p/src/fifo.qidl.h'), join(root, 'p/src/ring.qidl.h'));
  write('p/src/uart.qidl.h', uart.replace('fifo.qidl.h', 'ring.qidl.h'));
  expect(qidl('check', '--against', 'v1')).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('p/src/fifo.qidl.h is p/src/ring.qidl.h now\n'),
  });
  rmSync(join(root, 'other.qidl.h'));
  rmSync(join(root, 'p/src/uart.qidl.h'));
  expect(qidl('check', '--against', 'HEAD')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('HEAD has Uart of p/src/uart.qidl.h, which is gone'),
  });
  expect(qidl('check', '--against', '--output=x').status).toBe(2);
  expect(changed('x')).toBeUndefined();
});
