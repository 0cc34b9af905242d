import { expect, test } from 'vitest';
import { preprocessText } from './preprocess-of.ts';

test('quotes look beside the including file first, brackets in the include folders, in order', () => {
  const files = {
    '/p/a.h': 'beside',
    '/i/a.h': 'first',
    '/j/a.h': 'second',
    '/j/b.h': '#include "c.h"\n#include "a.h"',
    '/j/c.h': 'beside_b',
  };
  const { tokens } = preprocessText('#include "a.h"\n#include <a.h>\n#include <b.h>', {
    files,
    includeDirs: ['/i', '/j'],
  });
  expect(tokens).toEqual(['beside', 'first', 'beside_b', 'second']);
});

test('a macro may name the file', () => {
  const files = { '/p/a.h': 'a', '/i/sys/b.h': 'b' };
  const text = '#define A "a.h"\n#define B <sys/b.h>\n#define S(x) <sys/x.h>\n#include A\n#include B\n#include S(b)';
  expect(preprocessText(text, { files, includeDirs: ['/i'] }).tokens).toEqual(['a', 'b', 'b']);
});

test('#include_next goes on behind the folder of the current file', () => {
  const files = { '/i/a.h': '1\n#include_next <a.h>', '/j/a.h': '2\n#include_next <a.h>', '/k/a.h': '3' };
  expect(preprocessText('#include <a.h>', { files, includeDirs: ['/i', '/j', '/k'] }).tokens).toEqual(['1', '2', '3']);
});

test('#include_next ends at the built-in headers', () => {
  const files = { '/i/limits.h': '#include_next <limits.h>\nCHAR_BIT' };
  expect(preprocessText('#include <limits.h>', { files, includeDirs: ['/i'] }).tokens).toEqual(['8']);
});

test('paths with dots are one file', () => {
  const files = { '/p/x/a.h': '#pragma once\nonce', '/p/b.h': 'b' };
  const text = '#include "./x/../x/a.h"\n#include "x//a.h"\n#include "x/./a.h"\n#include "y/../b.h"';
  const { tokens, dependencies } = preprocessText(text, { files });
  expect(tokens).toEqual(['once', 'b']);
  expect(dependencies).toEqual(['/p/main.qidl.h', '/p/x/a.h', '/p/b.h']);
});

test.each([
  ['#ifndef A\n#define A\nx\n#endif\n'],
  ['/* c */\n#if !defined A\n#define A\nx\n#endif // A\n'],
  ['#if !defined(A)\n#define A\nx\n#endif /* A */ '],
  ['#pragma once\nx'],
  ['_Pragma("once") x\n'],
])('read once: %j', (text) => {
  const { tokens, dependencies } = preprocessText('#include "a.h"\n#include "a.h"', { files: { '/p/a.h': text } });
  expect(tokens).toEqual(text.startsWith('_Pragma') ? ['x', 'x'] : ['x']);
  expect(dependencies).toEqual(['/p/main.qidl.h', '/p/a.h']);
});

test.each([
  ['#ifndef A\n#define A\nx\n#else\ny\n#endif\n', 'x y'],
  ['#ifndef A\n#define A\nx\n#endif\nz', 'x z z'],
  ['z\n#ifndef A\n#define A\nx\n#endif', 'z x z'],
  ['#ifndef A\nx\n#endif', 'x x'],
  ['#ifdef A\n#else\nx\n#endif', 'x x'],
  ['#if !defined A && 1\n#define A\nx\n#endif\n', 'x'],
  ['#import "b.h"', 'b'],
])('no guard: %j', (text, expected) => {
  const { tokens } = preprocessText('#include "a.h"\n#include "a.h"', { files: { '/p/a.h': text, '/p/b.h': 'b' } });
  expect(tokens.join(' ')).toBe(expected);
});

test('#pragma once counts for the main file too', () => {
  const text = '#pragma once\n#include "b.h"\nmain';
  const files = { '/p/main.qidl.h': text, '/p/b.h': '#include "main.qidl.h"\nb' };
  expect(preprocessText(text, { files }).tokens).toEqual(['b', 'main']);
});

test('a guard whose macro is undefined again lets the file in again', () => {
  const files = { '/p/a.h': '#ifndef A\n#define A\nx\n#endif' };
  expect(preprocessText('#include "a.h"\n#undef A\n#include "a.h"', { files }).tokens).toEqual(['x', 'x']);
});

test.each([
  ['#include', 'QIDL1041 1:1'],
  ['#include x', 'QIDL1041 1:1'],
  ['#include ""', 'QIDL1041 1:1'],
  ['#include <>', 'QIDL1041 1:1'],
  ['#include <a', 'QIDL1041 1:1'],
  ['#include L"a.h"', 'QIDL1041 1:1'],
  ['#include "a.h" x', 'QIDL1024 1:16'],
  ['#include "none.h"', 'QIDL1040 1:1'],
  ['  #  include <none.h> // x', 'QIDL1040 1:3'],
  ['#include "../out.h"', 'QIDL1042 1:1'],
  ['#include "large.h"', 'QIDL1003 1:1'],
  ['#include "latin1.h"', 'latin1.h: QIDL1001 2:1'],
  ['#include "latin1-comment.h"', ''],
  ['#include "latin1-comment.qidl.h"', 'latin1-comment.qidl.h: QIDL1001 1:1'],
  ['#include "utf16.h"', 'utf16.h: QIDL1002 1:1'],
  ['#include "bom.h"', ''],
  ['#define f(x) x\nf(\n#include "a.h"\n)', 'QIDL1044 3:1'],
  ['#include "open.h"', 'open.h: QIDL1059 1:1'],
])('%j: %s', (text, problem) => {
  const latin1 = (source: string): Uint8Array => Uint8Array.from(source, (c) => c.charCodeAt(0));
  const files = {
    '/p/a.h': '',
    '/out.h': { refused: 'outside' },
    '/p/large.h': { refused: 'too-large' },
    '/p/latin1.h': latin1('int a;\nchar *s = "\xfc";\n'),
    '/p/latin1-comment.h': latin1('/* \xa9 M\xfcller */ int a;\n'),
    '/p/latin1-comment.qidl.h': latin1('/* \xa9 */ int a;\n'),
    '/p/utf16.h': latin1('i\0n\0t\0'),
    '/p/bom.h': '\ufeffint a;',
    '/p/open.h': '#if 1\n',
  } as const;
  const exporting = (path: string): boolean => path.endsWith('.qidl.h');
  expect(preprocessText(text, { files, exporting }).problems.join()).toBe(problem);
});

test('a file that was not found: where it was looked for, and what to watch', () => {
  const { diagnostics, missing, problems } = preprocessText('#include "x/a.h"\n#include <b.h>\nint go_on;', {
    includeDirs: ['/i', '/j'],
  });
  expect(problems).toEqual(['QIDL1040 1:1', 'QIDL1040 2:1']);
  expect(diagnostics[0].message).toBe('cannot find "x/a.h"');
  expect(diagnostics.map(({ notes }) => notes[0].message)).toEqual([
    'looked beside the including file, in ../i, in ../j',
    'looked in ../i, in ../j',
  ]);
  expect(missing).toEqual(['/p/x/a.h', '/i/x/a.h', '/j/x/a.h', '/i/b.h', '/j/b.h']);
});

test('what comes before the found one is watched too', () => {
  const { missing } = preprocessText('#include "a.h"', { files: { '/j/a.h': '' }, includeDirs: ['/i', '/j'] });
  expect(missing).toEqual(['/p/a.h', '/i/a.h']);
});

test('an include in an include is reported with its stack', () => {
  const files = { '/p/a.h': '\n#include "b.h"', '/p/b.h': 'int x;\n#include "c.h"' };
  const { diagnostics } = preprocessText('#include "a.h"', { files });
  const via = diagnostics[0].span.via;
  expect([via?.kind, via?.at.file.path, via?.at.start]).toEqual(['include', '/p/a.h', 1]);
  expect([via?.at.via?.kind, via?.at.via?.at.file.path, via?.at.via?.at.via]).toEqual([
    'include',
    '/p/main.qidl.h',
    null,
  ]);
});

test('exporting headers that are included are modules', () => {
  const files = {
    '/p/a.qidl.h': '#include "sub/b.qidl.h"\n',
    '/p/sub/b.qidl.h': 'b\n',
    '/p/plain.h': '#include <c.qidl.h>\n',
    '/i/c.qidl.h': 'c\n',
  };
  const text = '#include "a.qidl.h"\n#include "plain.h"\n#include "a.qidl.h"\n#include "./a.qidl.h"';
  const exporting = (path: string): boolean => path.endsWith('.qidl.h');
  const { modules } = preprocessText(text, { files, exporting, includeDirs: ['/i'] });
  expect(modules.map(({ path, specifier, span }) => [path, specifier, span.file.path])).toEqual([
    ['/p/a.qidl.h', './a.qidl.h', '/p/main.qidl.h'],
    ['/p/sub/b.qidl.h', './sub/b.qidl.h', '/p/a.qidl.h'],
    ['/i/c.qidl.h', '../i/c.qidl.h', '/p/plain.h'],
  ]);
});

test('forced includes come first', () => {
  const files = { '/p/config.h': '#define N 3\n', '/i/more.h': 'int m;\n' };
  const { tokens, dependencies } = preprocessText('N', {
    files,
    includeDirs: ['/i'],
    forceInclude: ['config.h', '/i/more.h'],
  });
  expect(tokens.join(' ')).toBe('int m ; 3');
  expect(dependencies).toEqual(['/p/main.qidl.h', '/p/config.h', '/i/more.h']);
});

test('__FILE__ is relative to the main file, __INCLUDE_LEVEL__ counts', () => {
  const files = { '/p/sub/a.h': '__FILE__ __INCLUDE_LEVEL__ __BASE_FILE__ __LINE__', '/q/b.h': '__FILE__' };
  const { tokens } = preprocessText('#include "sub/a.h"\n#include "/q/b.h"\n__INCLUDE_LEVEL__', { files });
  expect(tokens).toEqual(['"sub/a.h"', '1', '"main.qidl.h"', '1', '"../q/b.h"', '0']);
});

test('a guarded include is not asked for again', () => {
  const reads: string[] = [];
  const files = { '/p/a.h': '#ifndef A\n#define A\n#endif' };
  const proxy = new Proxy(files, {
    getOwnPropertyDescriptor(target, key) {
      reads.push(String(key));
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
  preprocessText('#include "a.h"\n#include "a.h"\n', { files: proxy });
  expect(reads).toEqual(['/p/a.h']);
});

test('files in the root folder', () => {
  const { tokens, dependencies } = preprocessText('#include "a.h"\n__FILE__', {
    path: '/main.qidl.h',
    files: { '/a.h': '#include "sub/b.h"\n__FILE__', '/sub/b.h': '#include "../c.h"', '/c.h': 'int c;' },
  });
  expect(tokens.join(' ')).toBe('int c ; "a.h" "main.qidl.h"');
  expect(dependencies).toEqual(['/main.qidl.h', '/a.h', '/sub/b.h', '/c.h']);
});
