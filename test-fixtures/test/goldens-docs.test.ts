// In: the tables of the code. Out: the parts of docs/ that are made from them, compared with the files.
// UPDATE_GOLDENS=1 writes them.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalogue, markerTable } from '@qidl/compiler';
import { expect, test } from 'vitest';

const docs = resolve(import.meta.dirname, '../../docs');
const updating = process.env.UPDATE_GOLDENS === '1';

function check(file: string, made: string): void {
  const path = resolve(docs, file);
  if (updating) writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
}

test('docs/diagnostics.md lists the catalogue', () => {
  const sections = [...catalogue.values()].map(({ code, severity, template, help, explain, bad, good }) => {
    const example = (title: string, text: string): string[] =>
      text === '' || text.length > 2000 ? [] : [`${title}:`, '', '```c', visible(text.trimEnd()), '```', ''];
    return [
      `## ${code}`,
      '',
      `**${severity}**: ${inline(template)}`,
      '',
      inline(explain),
      '',
      ...help.map((line) => `- ${inline(line)}`),
      ...(help.length > 0 ? [''] : []),
      ...example('Triggers it', bad),
      ...example('Does not', good),
    ].join('\n');
  });
  const head = `# Diagnostics

Made from the catalogue in \`packages/compiler/src/source/catalogue\`; \`qidl explain CODE\` prints the same. Codes
\`QIDL1xxx\` are about reading and preprocessing, \`2xxx\` syntax, \`3xxx\` types and layout, \`4xxx\` annotations,
\`5xxx\` compatibility with what was saved before. A code
keeps its meaning and is never used again for something else.

An example's first lines say what it needs besides its text: \`// options:\` those of the compiler, \`// file\` another
header of its folder, \`// compile\` that this one is compiled instead, \`// was:\` the header when its schema was locked.

`;
  check('diagnostics.md', `${head}${sections.join('\n')}`);
});

test('docs/language.md has the marker table', () => {
  const text = readFileSync(resolve(docs, 'language.md'), 'utf8');
  const table = markerTable().join('\n');
  check('language.md', text.replace(/(<!-- generated: markers -->\n)[^]*?(<!-- end -->)/, `$1\n${table}\n\n$2`));
});

function inline(text: string): string {
  return text.replace(/</g, '&lt;').replace(/\{(\w+)\}/g, '*$1*');
}

/** Control characters as their code points: the page must show them. */
function visible(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
