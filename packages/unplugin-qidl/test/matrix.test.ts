// The README's table of bundlers, made of the suites: a row for each case, a column for each bundler that is asked.
// UPDATE_GOLDENS=1 writes it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundlers } from './bundlers/index.ts';
import { buildCases } from './suites/build.ts';
import { watchCases } from './suites/watch.ts';

const readme = join(import.meta.dirname, '../README.md');
const BEGIN = '<!-- the suites make this table: UPDATE_GOLDENS=1 pnpm test matrix -->\n\n';
const END = '<!-- end of the table -->';

function table(): string {
  const row = (...cells: string[]): string => `| ${cells.join(' | ')} |\n`;
  const rows = [...buildCases.map(({ name }) => name), ...watchCases.map(({ name }) => `watching: ${name}`)];
  return [
    row('', ...bundlers.map(({ name }) => name)),
    row('---', ...bundlers.map(() => ':-:')),
    ...rows.map((title) => row(title, ...bundlers.map(({ cannot }) => mark(cannot[title.replace('watching: ', '')])))),
  ].join('');
}

function mark(upstream: string | undefined): string {
  if (upstream === undefined) return '✓';
  const [, repository, number] = /^(.+)#(\d+)$/.exec(upstream)!;
  return `no: [${upstream}](https://github.com/${repository}/issues/${number})`;
}

test('the README has the table that the suites make', () => {
  const text = readFileSync(readme, 'utf8');
  const [before, rest = ''] = text.split(BEGIN);
  const after = rest.slice(rest.indexOf(END));
  expect(after).toContain(END);
  const wanted = `${before}${BEGIN}${table()}\n${after}`;
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(readme, wanted);
  else expect(text).toBe(wanted);
});

test('what a bundler cannot do is a case of a suite', () => {
  const names = new Set([...buildCases, ...watchCases].map(({ name }) => name));
  for (const { cannot } of bundlers) for (const name of Object.keys(cannot)) expect(names).toContain(name);
});
