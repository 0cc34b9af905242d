// In: the catalogue. Out: docs/diagnostics.md, compared with the file. UPDATE_GOLDENS=1 writes it.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalogue } from '@qidl/compiler';
import { expect, test } from 'vitest';

const path = resolve(import.meta.dirname, '../../docs/diagnostics.md');

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
  const made = `${head}${sections.join('\n')}`;
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
});

function inline(text: string): string {
  return text.replace(/</g, '&lt;').replace(/\{(\w+)\}/g, '*$1*');
}

/** Control characters as their code points: the page must show them. */
function visible(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
