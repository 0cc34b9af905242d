// In: docs/language.md. Out: every header on the page compiles, what is shown below each is what the compiler makes of
// it, every marker is in the table and has its example, and the gallery has what the diagnostics say.
// UPDATE_GOLDENS=1 writes the results, the table and the gallery. No other test may write this page: they run at once.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalogue, compileExample, EXAMPLE_FOLDER, markerTable, renderDiagnostic } from '@qidl/compiler';
import { expect, test } from 'vitest';
import { exampleResult } from './example-result.ts';

const path = resolve(import.meta.dirname, '../../docs/language.md');
const page = readFileSync(path, 'utf8');
const updating = process.env.UPDATE_GOLDENS === '1';
const write = (part: string, made: string): void => {
  if (updating)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(part, () => made),
    );
};

interface Example {
  readonly title: string;
  readonly header: string;
  /** null: nothing is shown below it. */
  readonly result: string | null;
  readonly block: string;
}

const examples = [...page.matchAll(/^( *)```c\n([^]*?)^ *```\n(?:\n```text\n([^]*?)```\n)?/gm)].map(
  ([block, indent, header, result = null], at): Example => ({
    title: `${at + 1}: ${/^#+ (.*)$/m.exec(page.slice(0, page.indexOf(block)).split('\n').reverse().join('\n'))?.[1]}`,
    header: header.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    result,
    block,
  }),
);

test.for(examples)('$title compiles', ({ header }) => {
  const errors = compileExample(header).diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
});

test.for(examples.filter(({ result }) => result !== null))(
  '$title: what is shown',
  async ({ header, result, block }) => {
    const made = await exampleResult(header);
    write(
      block,
      block.replace(`\`\`\`text\n${result}`, () => `\`\`\`text\n${made}`),
    );
    if (!updating) expect(result).toBe(made);
  },
);

test('the table of markers is that of the code', () => {
  const part = /<!-- generated: markers -->\n[^]*?<!-- end -->/.exec(page)![0];
  const made = `<!-- generated: markers -->\n\n${markerTable().join('\n')}\n\n<!-- end -->`;
  write(part, made);
  if (!updating) expect(part).toBe(made);
});

test('every marker has a worked example that uses it', () => {
  const worked = page.slice(page.indexOf('## Worked examples'), page.indexOf('## From the 2012'));
  const rows = markerTable().slice(2);
  const missing = rows.filter((row) => {
    const words = [...row.matchAll(/`(?:QIDL\()?(\w+)/g)].map(([, word]) => word);
    return !words.some((word) => new RegExp(`^### \`${word}\\b`, 'm').test(worked));
  });
  expect(missing).toEqual([]);
  for (const [, word, body] of worked.matchAll(/^### `(\w+).*\n([^]*?)(?=^### |$(?![^]))/gm))
    expect(body.slice(body.indexOf('```c')), word).toContain(word);
});

test('the gallery has each diagnostic of annotations and compatibility', () => {
  const shown = [...catalogue.values()].filter(({ code, bad }) => /^QIDL[45]/.test(code) && bad.length < 1000);
  const entries = shown.map(({ code, bad }) => {
    const rendered = compileExample(bad).diagnostics.map((one) => renderDiagnostic(one, { cwd: EXAMPLE_FOLDER }));
    return `### ${code}\n\n\`\`\`text\n${rendered.map((text) => text.trimEnd()).join('\n\n')}\n\`\`\`\n`;
  });
  const part = /<!-- generated: gallery -->\n[^]*?<!-- end -->/.exec(page)![0];
  const made = `<!-- generated: gallery -->\n\n${entries.join('\n')}\n<!-- end -->`;
  write(part, made);
  if (!updating) expect(part).toBe(made);
});
