// Spans, homes, documentation, regions and #pragma pack: what the stream says about its tokens.

import { expect, test } from 'vitest';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
import { renderPreprocessed, renderTokens } from '../src/preprocess/render.ts';
import type { TokenStream } from '../src/preprocess/token-stream.ts';
import type { Span } from '../src/source/diagnostic.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { placeOf } from '../src/source/frame.ts';
import { createSourceFile } from '../src/source/text.ts';
import { targets } from '../src/target.ts';
import { memoryHost, preprocessText } from './preprocess-of.ts';

function at(stream: TokenStream, text: string): number {
  for (let index = 0; index < stream.count; index++) if (stream.textOf(index) === text) return index;
  throw new Error(`no token ${text}`);
}

/** "text < step < step": the span's text, then what led there. */
function trail({ file, start, end, via }: Span): string {
  const steps: string[] = [];
  for (let step = via ?? null; step !== null; step = step.at.via ?? null) {
    steps.push(`${step.kind} ${step.name} ${step.at.file.text.slice(step.at.start, step.at.end)}`);
  }
  return [file.text.slice(start, end), ...steps].join(' < ');
}

const MACROS = `#define ID(x) x
#define REG(t, n) t n
#define LEN 16
#define TWICE(x) ID(x) ID(x)
#define PASTE(a, b) a##b
#define NAME(x) #x
`;

test.each([
  ['int x;', 'x', 'x'],
  ['REG(int, x);', 'x', 'x'],
  ['int x[LEN];', '16', '16 < macro LEN LEN'],
  ['TWICE(y)', 'y', 'y'],
  ['ID(LEN)', '16', '16 < macro LEN LEN'],
  ['#define OUTER TWICE(LEN)\nOUTER', '16', '16 < macro LEN LEN < macro OUTER OUTER'],
  ['PASTE(ab, cd)', 'abcd', 'ab'],
  ['NAME(ab)', '"ab"', '# < macro NAME NAME(ab)'],
  ['__LINE__', '7', '__LINE__'],
  ['#define HERE __LINE__\nHERE', '8', '__LINE__ < macro HERE HERE'],
])('the span of a token: %j %s is %s', (text, token, expected) => {
  const { stream } = preprocessText(MACROS + text);
  expect(trail(stream.spanOf(at(stream, token)))).toBe(expected);
});

test.each([
  ['int x [ 4 ] ;', 'int', ';', 'int x [ 4 ] ;'],
  ['int x[LEN];', 'int', ';', 'int x[LEN];'],
  ['REG(int, x);', 'int', 'x', 'int, x'],
  ['#define FIELD int f;\nFIELD', 'int', ';', 'int f; < macro FIELD FIELD'],
  ['#define FIELD(n) int n;\nFIELD(g) x', 'int', 'g', 'FIELD(g)'],
  ['#define FIELD(n) int n;\nFIELD(h) x', 'int', 'x', 'FIELD(h) x'],
])('the span of several: %j from %s to %s is %s', (text, first, last, expected) => {
  const { stream } = preprocessText(MACROS + text);
  expect(trail(stream.spanOf(at(stream, first), at(stream, last)))).toBe(expected);
});

test('tokens are at home where the reader sees them', () => {
  const files = { '/p/a.h': '#define M int m;\nint a;\n' };
  const { stream } = preprocessText('#include "a.h"\nM', { files });
  expect([stream.fileOf(at(stream, 'a')).path, stream.homeOf(at(stream, 'a')).path]).toEqual(['/p/a.h', '/p/a.h']);
  expect([stream.fileOf(at(stream, 'm')).path, stream.homeOf(at(stream, 'm')).path]).toEqual([
    '/p/a.h',
    '/p/main.qidl.h',
  ]);
  expect(trail(stream.spanOf(at(stream, 'a')))).toBe('a < include  #include "a.h"');
});

test.each([
  ['/* one */\nint x;', 'one'],
  ['// one\n// two\nint x;', 'one\ntwo'],
  ['/**\n * one\n *\n *  two\n */\nint x;', 'one\n\ntwo'],
  ['/*! one */ int x;', 'one'],
  ['int x; /* behind */', 'behind'],
  ['int x; ///< behind', 'behind'],
  ['int x; /**< behind\n * more */', 'behind\nmore'],
  ['/* before */\nint x; // behind', 'before'],
  ['/* one */\n\nint x;', null],
  ['int y; /* of y */\nint x;', null],
  ['int x;\n/* of the next */', null],
  ['int x; int y; /* of y */', null],
  ['/* one */\n/* two */\nint x;', 'two'],
  ['// of nobody\n\n// one\nint x;', 'one'],
  ['int y; // of y\n// one\nint x;', 'one'],
  ['/***********\n * one\n ***********/\nint x;', 'one'],
  ['/**/\nint x;', null],
  ['/* tricky \u2028 ${x} `</script> */\nint x;', 'tricky \u2028 ${x} `</script>'],
  ['#define INT int\n/* one */\nINT x;', 'one'],
  ['/* QIDL START */\nint x; /* QIDL END */', null],
  ['/* one */\nREG(int, x);', 'one'],
  ['REG(int, x); /* behind */', 'behind'],
  ['int y; /* of y */\nREG(int, x);', null],
  ['/* one */\nREG(REG(int, x), );', 'one'],
])('documentation: %j is %j', (text, expected) => {
  const { stream } = preprocessText(`#define REG(t, n) t n\n${text}`);
  const name = at(stream, 'x');
  expect(stream.docOf(name - 1, name + 1)).toBe(expected);
});

test('comment regions: only what is in them reaches the stream, directives count everywhere', () => {
  const text = [
    '#define N 3',
    'int before;',
    '/* QIDL START */',
    'int a[N];',
    '#include "a.h"',
    '/*QIDL END*/',
    'int between; /* QIDL ENDED */',
    '#define M 4',
    '/* QIDL START */ int b[M]; /* QIDL END */ int after;',
  ].join('\n');
  const { tokens, problems } = preprocessText(text, { files: { '/p/a.h': 'int included;' } });
  expect(tokens.join(' ')).toBe('int a [ 3 ] ; int included ; int b [ 4 ] ;');
  expect(problems).toEqual([]);
});

test('included files outside of a region are skipped with it', () => {
  const files = { '/p/a.h': '#define N 3\nint included;' };
  const { tokens } = preprocessText('#include "a.h"\n/* QIDL START */\nint a[N];\n/* QIDL END */', { files });
  expect(tokens.join(' ')).toBe('int included ; int a [ 3 ] ;');
});

test('an included file that exports is read by its regions, any other whole', () => {
  const region = '#define N 3\nint before; /* QIDL START */ int a[N]; /* QIDL END */ int after;';
  const files = { '/p/a.qidl.h': region, '/p/a.h': region };
  const exporting = (path: string): boolean => path.endsWith('.qidl.h');
  const text = '#include "a.qidl.h"\nint own[N];';
  expect(preprocessText(text, { files, exporting }).tokens.join(' ')).toBe('int a [ 3 ] ; int own [ 3 ] ;');
  const plain = preprocessText('#include "a.h"', { files, exporting });
  expect(plain.tokens.join(' ')).toBe('int before ; int a [ 3 ] ; int after ;');
});

test.each([
  ['/* QIDL START */ int a;', 'int a ;', 'QIDL1080 1:1'],
  ['int a; /* QIDL END */ int b;', '', 'QIDL1081 1:8'],
  ['/* QIDL START */ int a; /* QIDL START */ int b; /* QIDL END */ c', 'int a ; int b ;', 'QIDL1082 1:25'],
  ['/* QIDL START here */ // QIDL START\nint a;', 'int a ;', ''],
])('%j', (text, expected, problem) => {
  const { tokens, problems } = preprocessText(text);
  expect(tokens.join(' ')).toBe(expected);
  expect(problems.join()).toBe(problem);
});

test.each([
  ['#pragma pack(1)\na\n#pragma pack()\nb', 'pack 1 a pack 0 b', ''],
  [
    '#pragma pack(push, 2)\na\n#pragma pack(push)\n#pragma pack(4)\n#pragma pack(pop)\n#pragma pack(pop)\nb',
    'pack 2 a pack 2 pack 4 pack 2 pack 0 b',
    '',
  ],
  ['#pragma pack(push, x, 1)\n#pragma pack(push, 2)\n#pragma pack(pop, x)\na', 'pack 1 pack 2 pack 0 a', ''],
  ['#define N 8\n#pragma pack(N)', 'pack 8', ''],
  ['_Pragma("pack(push, 1)") a _Pragma("pack(pop)") b', 'pack 1 a pack 0 b', ''],
  ['#define PACKED _Pragma("pack(1)") x\nPACKED y', 'pack 1 x y', ''],
  ['__pragma(pack(push, 1)) a', 'pack 1 a', ''],
  ['#define P(n) _Pragma(#n)\nP(pack(2)) a', 'pack 2 a', ''],
  ['#pragma pack(show)\n#pragma unknown thing (\n#pragma GCC diagnostic push\n#pragma\na', 'a', ''],
  ['#pragma pack(3)', '', 'QIDL1073 1:9'],
  ['#pragma pack(1)\n#pragma pack(push, 3)\n#pragma pack(pop)\na', 'pack 1 a', 'QIDL1073 2:9,QIDL1074 3:9'],
  ['#pragma pack 1', '', 'QIDL1073 1:9'],
  ['#pragma pack(1', '', 'QIDL1073 1:9'],
  ['#pragma pack(1,2)', '', 'QIDL1073 1:9'],
  ['#pragma pack(push 1)', '', 'QIDL1073 1:9'],
  ['#pragma pack(x)', '', 'QIDL1073 1:9'],
  ['#pragma pack(pop)', '', 'QIDL1074 1:9'],
  ['#pragma scalar_storage_order big-endian', '', 'QIDL1075 1:9'],
  ['#pragma GCC error "no"', '', 'QIDL1070 1:9'],
  ['_Pragma("GCC warning \\"old\\"") x', 'x', 'QIDL1071 1:1'],
  ['#pragma GCC visibility push(default)', '', ''],
  ['#pragma GCC error', '', 'QIDL1070 1:9'],
  ['#pragma GCC poison strcpy', '', ''],
  ['#assert machine(vax)\n#unassert machine\na', 'a', 'QIDL1078 1:1,QIDL1078 2:1'],
  ['#if #machine(vax)\na\n#endif', '', 'QIDL1051 1:5'],
  ['_Pragma(x) a', 'a', 'QIDL1076 1:1'],
  ['_Pragma a', 'a', 'QIDL1076 1:1'],
  ['__pragma a', 'a', 'QIDL1076 1:1'],
])('%j', (text, expected, problem) => {
  const { tokens, problems } = preprocessText(text);
  expect(tokens.join(' ')).toBe(expected);
  expect(problems.join()).toBe(problem);
});

test('rendered as cc -E -P does', () => {
  const { stream } = preprocessText(
    '#define N 16\n#pragma pack(2)\nstruct s {\n  int a[N];\n};\n#define MINUS -\n- MINUS-x N N\n',
  );
  expect(renderPreprocessed(stream)).toBe('#pragma pack(2)\nstruct s {\nint a[16];\n};\n- - -x 16 16\n');
});

test('tokens with their places', () => {
  const { stream } = preprocessText('#define N 16\nint a[N];\n');
  expect(renderTokens(stream, { cwd: '/p' })).toBe(
    [
      'main.qidl.h:2:1 identifier int',
      'main.qidl.h:2:5 identifier a',
      'main.qidl.h:2:6 punctuator [',
      'main.qidl.h:1:11 number 16 (N at main.qidl.h:2:7)',
      'main.qidl.h:2:8 punctuator ]',
      'main.qidl.h:2:9 punctuator ;',
      '',
    ].join('\n'),
  );
});

test('the same files give the same stream from a warm cache, and an edit is seen', () => {
  const cache = createTokenCache();
  const run = (text: string, header: string): string => {
    const main = createSourceFile('/p/main.h', text);
    const host = memoryHost({ '/p/a.h': header });
    return renderPreprocessed(preprocess(main, {}, host, targets.wasm32, cache, new Diagnostics()).stream);
  };
  const text = '#include "a.h"\nint x[N];';
  expect(run(text, '#define N 1')).toBe('int x[1];\n');
  expect(run(text, '#define N 1')).toBe('int x[1];\n');
  expect(run(text, '#define N 2')).toBe('int x[2];\n');
  expect(run(`${text}int y;`, '#define N 2')).toBe('int x[2];int y;\n');
});

test('one compilation cannot change the macros of another', () => {
  const cache = createTokenCache();
  const run = (text: string): string =>
    renderPreprocessed(
      preprocess(createSourceFile('/m.h', text), {}, memoryHost(), targets.x86_64, cache, new Diagnostics()).stream,
    );
  expect(run('#undef __GNUC__\n#define __ELF__ 2\n#define LEAK\n__GNUC__ __ELF__')).toBe('__GNUC__ 2\n');
  expect(run('__GNUC__ __ELF__ LEAK')).toBe('12 1 LEAK\n');
});

test('places of built-in text', () => {
  const { diagnostics } = preprocessText('#define __GNUC__ 4');
  expect(placeOf(diagnostics[0].notes[0].span!)).toMatch(/^<predefined>:\d+:9$/);
});

test.each([
  ['x[A] A;', '#define A B\n#define B (C )\n#define C 1', 'x[(1 )] (1 );'],
  ['x[A];', '#define A ( B + B )\n#define B (2*C)\n#define C  3', 'x[( (2*3) + (2*3) )];'],
  ['x[A] = A;', '#define A B\n#define B A', 'x[A] = A;'],
  ['x[A];', '#define A 1 E + 2\n#define E', 'x[1 + 2];'],
  ['x[A];', '#define A 1 + f\n#define f(x) 2', 'x[1 + f];'],
  ['x[A](3);', '#define A f\n#define f(x) [x]', 'x[f](3);'],
  ['A(3);', '#define A 1 f\n#define f(x) x', '1 3;'],
])('%j where %j', (text, macros, expected) => {
  const { stream } = preprocessText(`${macros}\n${text}`);
  expect(renderPreprocessed(stream).trim()).toBe(expected);
});

test('where the tokens of a macro in a macro come from', () => {
  const { stream } = preprocessText('#define A (B + 1)\n#define B 7\nint x[A];');
  expect(trail(stream.spanOf(at(stream, '7')))).toBe('7 < macro B B < macro A A');
  expect(trail(stream.spanOf(at(stream, '1')))).toBe('1 < macro A A');
  expect(trail(stream.spanOf(at(stream, '('), at(stream, ')')))).toBe('(B + 1) < macro A A');
});

test('tokens of a compiled header go with the next one; those of an include stay', () => {
  const cache = createTokenCache();
  const bytes = new TextEncoder().encode('int x;');
  const main = cache.readMain('/a.h', bytes);
  expect(cache.readMain('/a.h', bytes)).toBe(main);
  cache.readMain('/b.h', bytes);
  const included = cache.read('/a.h', bytes);
  expect(included).not.toBe(main);
  cache.readMain('/b.h', bytes);
  expect(cache.read('/a.h', bytes)).toBe(included);
  expect(cache.readMain('/a.h', bytes)).toBe(included);
});
