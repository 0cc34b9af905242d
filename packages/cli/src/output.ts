// In: texts and the paths they belong at. Out: files, or, with --check, the news that some are out of date.
// Rule: a file is written only when its bytes change, and in one step.

import { readFileSync } from 'node:fs';
import { writeChanged } from '@qidl/compiler/node';
import { shown } from './files.ts';

export interface OutputFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** Writes the files. With `check`, names those that would change instead, and returns false if there are any. */
export function writeFiles(files: readonly OutputFile[], check: boolean): boolean {
  if (!check) {
    for (const { path, text } of files) writeChanged(path, text);
    return true;
  }
  const stale = files.filter(({ path, text }) => current(path) !== text);
  for (const { path } of stale) process.stderr.write(`out of date: ${shown(path)}\n`);
  return stale.length === 0;
}

function current(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * What an output is made of, for Make and Ninja. Each source is a target of its own too, so that Make goes on when
 * one is deleted.
 */
export function makeRule(outputs: readonly string[], sources: readonly string[]): string {
  const [main, ...others] = sources.map(makePath);
  const rule = `${outputs.map(makePath).join(' ')}: ${[main, ...others].join(' ')}\n`;
  return rule + others.map((source) => `${source}:\n`).join('');
}

function makePath(path: string): string {
  return shown(path)
    .replace(/[ #\\]/g, '\\$&')
    .replaceAll('$', '$$$$');
}
