// The same declarations as in attributes.test.ts, as gcc and clang judge them.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { announcedCases, attributeCases, enumCases, withAssertions } from './attribute-cases.ts';
import { triples } from './triples.ts';

const available = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

function complaints(tool: 'gcc' | 'clang', text: string): string {
  const target = tool === 'gcc' ? ['-m64'] : [`--target=${triples.x86_64}`, '-fdeclspec'];
  const args = [...target, '-std=gnu2x', '-w', '-fsyntax-only', '-x', 'c', '-'];
  return spawnSync(tool, args, { input: text, encoding: 'utf8' }).stderr;
}

const of = (tool: 'gcc' | 'clang') => attributeCases.filter(([by]) => by === tool || by === 'both');

test.skipIf(!available('gcc')).for(of('gcc'))('gcc, %s: %s', ([, text, ...holds]) => {
  expect(complaints('gcc', withAssertions(text, holds))).toBe('');
});

test.skipIf(!available('clang')).for(of('clang'))('clang, %s: %s', ([, text, ...holds]) => {
  expect(complaints('clang', withAssertions(text, holds))).toBe('');
});

test.skipIf(!available('gcc') || !available('clang')).for([...announcedCases, ...enumCases])(
  '%s',
  ([text, gcc, clang]) => {
    expect(complaints('gcc', withAssertions(text, [gcc]))).toBe('');
    expect(complaints('clang', withAssertions(text, [clang]))).toBe('');
  },
);
