// What the file host reads: nothing that lies outside of the roots, whatever the path to it looks like.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { createNodeHost } from '../src/node.ts';
import { MAX_FILE_BYTES } from '../src/source/decode.ts';
import { renderDiagnostic } from '../src/source/frame.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-roots-')));
afterAll(() => rmSync(root, { recursive: true }));
const at = (path: string): string => join(root, path);

for (const folder of ['in/sub', 'in-beside', 'out']) mkdirSync(at(folder), { recursive: true });
writeFileSync(at('out/secret.h'), 'int password = 42;\n)\n');
writeFileSync(at('in-beside/secret.h'), 'int password = 42;\n');
writeFileSync(at('in/plain.h'), 'int plain;\n');
writeFileSync(at('in/huge.h'), Buffer.alloc(MAX_FILE_BYTES + 1, 32));
symlinkSync('../out/secret.h', at('in/file-link.h'));
symlinkSync('../out', at('in/folder-link'), 'junction');
symlinkSync('file-link.h', at('in/link-to-link.h'));
symlinkSync('plain.h', at('in/inner-link.h'));
symlinkSync('nothing.h', at('in/dead-link.h'));
symlinkSync('loop.h', at('in/loop.h'));
symlinkSync('../in', at('out/back'), 'junction');

const host = createNodeHost([at('in')]);

function said(text: string): string {
  writeFileSync(at('in/main.qidl.h'), text);
  const { diagnostics } = compile(at('in/main.qidl.h'), { includeDirs: [at('out'), at('in/folder-link')] }, host);
  const frames = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n');
  expect(frames).not.toContain('password');
  return diagnostics.map(({ code }) => code).join();
}

test.each([
  ['"../out/secret.h"', 'QIDL1042'],
  ['"sub/../../out/secret.h"', 'QIDL1042'],
  ['"../in-beside/secret.h"', 'QIDL1042'],
  [`"${at('out/secret.h')}"`, 'QIDL1042'],
  [`<${at('out/secret.h')}>`, 'QIDL1042'],
  ['"file-link.h"', 'QIDL1042'],
  ['"link-to-link.h"', 'QIDL1042'],
  ['"folder-link/secret.h"', 'QIDL1042'],
  ['<secret.h>', 'QIDL1042'],
  ['"/etc/passwd"', 'QIDL1042'],
  ['"dead-link.h"', 'QIDL1040'],
  ['"loop.h"', 'QIDL1040'],
  ['"sub"', 'QIDL1040'],
  ['"/dev/zero"', 'QIDL1040'],
  ['"huge.h"', 'QIDL1003'],
  ['"plain.h"', ''],
  ['"inner-link.h"', ''],
  ['"folder-link/back/plain.h"', ''],
  [`"${at('in/sub/../plain.h')}"`, ''],
])('#include %s: %s', (name, codes) => {
  expect(said(`#include ${name}\n`)).toBe(codes);
});

test.each(['"../out/secret.h"', '"file-link.h"', '<secret.h>', `"${at('out/secret.h')}"`, '"dead-link.h"', '"sub"'])(
  '__has_include(%s) is false',
  (name) => {
    expect(said(`#if __has_include(${name})\n#error it is there\n#endif\n`)).toBe('');
  },
);

test('#include_next and -include stay inside, too', () => {
  expect(said('#include "plain.h"\n#include_next "secret.h"\n')).toContain('QIDL1042');
  const { diagnostics } = compile(at('in/plain.h'), { forceInclude: [at('out/secret.h'), at('in/file-link.h')] }, host);
  expect(diagnostics.map(({ code }) => code)).toEqual(['QIDL1042', 'QIDL1042']);
});

test('a header outside is not compiled, and its text not shown', () => {
  const { diagnostics } = compile(at('out/secret.h'), {}, host);
  expect(diagnostics.map(({ code }) => code)).toEqual(['QIDL1042']);
  expect(renderDiagnostic(diagnostics[0])).not.toContain('password');
});
