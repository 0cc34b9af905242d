// What gcc gives for test-fixtures/cpp (the standard's examples and then some), stored as tokens and lines of errors.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { lex } from '../src/lex/lex.ts';
import { renderPreprocessed } from '../src/preprocess/render.ts';
import { preprocessText, type Result } from './preprocess-of.ts';

const folder = resolve(import.meta.dirname, '../../../test-fixtures/cpp');
const cases = readdirSync(join(folder, 'cases')).filter((name) => name.endsWith('.c'));

interface Expected {
  readonly tokens: string[];
  readonly diagnostics: [line: string, severity: string, message: string][];
}

const files = Object.fromEntries(
  readdirSync(join(folder, 'cases'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.h'))
    .map((name) => [`/c/${name}`, readFileSync(join(folder, 'cases', name), 'utf8')]),
);

function preprocessCase(name: string): Result {
  const text = readFileSync(join(folder, 'cases', name), 'utf8');
  return preprocessText(text, { files, path: `/c/${name}`, includeDirs: ['/c', '/c/sys', '/c/sys2'] });
}

test.each(cases)('%s', (name) => {
  const expected = JSON.parse(readFileSync(join(folder, 'expected', `${name}.json`), 'utf8')) as Expected;
  const { tokens, problems, diagnostics } = preprocessCase(name);
  expect(tokens).toEqual(expected.tokens);
  const lines = problems.map((problem, index) => [/ (\d+):/.exec(problem)?.[1], diagnostics[index].severity]);
  expect(lines).toEqual(expected.diagnostics.map(([line, severity]) => [line, severity]));
});

test.each(cases)('%s: what is rendered reads as the same tokens', (name) => {
  const { stream, tokens } = preprocessCase(name);
  const text = renderPreprocessed(stream);
  const again = lex(text);
  expect(Array.from({ length: again.count - 1 }, (_, i) => text.slice(again.start[i], again.end[i]))).toEqual(tokens);
});
