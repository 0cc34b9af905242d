// The lock: what changes of a header old states survive. In: a header as it was and as it is. Out: codes at the place.

import { describe, expect, test } from 'vitest';
import { checkAgainst } from '../src/compat/check.ts';
import { lockedPath } from '../src/compat/hold.ts';
import { lockText, parseLock, type Lock } from '../src/compat/lock.ts';
import { schemaOf } from '../src/compat/schema.ts';
import { compile } from '../src/compile.ts';
import type { Model } from '../src/model/model.ts';
import { createProject } from '../src/project.ts';
import { createSourceFile, positionOf } from '../src/source/text.ts';
import { memoryHost } from './preprocess-of.ts';

const PATH = '/p/src/dev.qidl.h';

function modelOf(text: string, files: Record<string, string> = {}): Model {
  const { model, diagnostics } = compile(PATH, {}, memoryHost({ [PATH]: text, ...files }));
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}

const lockOf = (text: string): Lock => ({ headers: new Map([['dev', schemaOf(modelOf(text))]]), releases: new Map() });

/** `5002 7: message`, by line and column of the header now. */
function changes(was: string, now: string, lock: Lock = lockOf(was)): string[] {
  const main = createSourceFile(PATH, now);
  return checkAgainst({ model: modelOf(now), main, fileOf: () => null }, lock, 'dev').map(({ code, span }) => {
    const { line, column } = positionOf(span.file, span.start);
    return `${code.slice(4)} ${line}:${column}`;
  });
}

const int = '#include <stdint.h>\n#include <stdbool.h>\n';

describe('fields', () => {
  test.for<[title: string, was: string, now: string, expected: string[]]>([
    ['nothing', 'int a;', 'int a;', []],
    ['order does not matter', 'int a; short b;', 'short b; int a;', []],
    ['documentation and names in JavaScript do not either', 'int a;', '/* new */ int a q_js_name("x");', []],
    ['a field that is not saved may change', 'int a; int b q_derived;', 'int a; long long b q_derived;', []],
    ['a field less', 'int a, b;', 'int a;', ['5001 3:8']],
    ['a field that is not saved any more', 'int a, b;', 'int a; int b q_derived;', ['5001 3:25']],
    ['a field of another C name and the same wire name', 'int a;', 'int b q_name("a");', []],
    ['a rename', 'int a;', 'int b q_renamed_from("a");', []],
    ['a rename is no licence to change', 'int a;', 'short b q_renamed_from("a");', ['5003 3:20']],
    ['a field more', 'int a;', 'int a, b;', ['5002 3:21']],
    ['a field more with a default', 'int a;', 'int a, b q_default(0);', ['5020 3:21']],
    ['a field more that may be absent', 'int a;', 'int a; bool has_b; int b q_optional;', ['5020 3:37']],
    ['another width', 'uint8_t a;', 'uint16_t a;', ['5003 3:23']],
    ['another sign', 'uint8_t a;', 'int8_t a;', ['5003 3:21']],
    ['the same by another name', 'uint8_t a;', 'unsigned char a;', []],
    ['a bit-field with more bits', 'unsigned a : 3;', 'unsigned a : 4;', ['5020 3:23']],
    ['a bit-field with fewer bits', 'unsigned a : 3;', 'unsigned a : 2;', ['5003 3:23']],
    ['a longer array', 'int a[4];', 'int a[8];', ['5004 3:18']],
    ['another form of array', 'int a[4];', 'int a[2][2];', ['5004 3:18']],
    ['more room for a counted array', 'int n, a[4] q_size(n);', 'int n, a[8] q_size(n);', ['5020 3:21']],
    ['less room for a counted array', 'int n, a[4] q_size(n);', 'int n, a[2] q_size(n);', ['5004 3:21']],
    ['another count', 'int n, m, a[4] q_size(n);', 'int n, m, a[4] q_size(m);', ['5004 3:24']],
    ['a count that was renamed', 'int n, a[4] q_size(n);', 'int m q_renamed_from("n"), a[4] q_size(m);', []],
    ['more room for text', 'char s[4] q_string;', 'char s[8] q_string;', ['5004 3:19']],
    ['another default', 'int a q_default(1);', 'int a q_default(2);', ['5005 3:18']],
    ['no default', 'int a q_default(1);', 'int a;', ['5005 3:18']],
    ['a default where there was none', 'int a;', 'int a q_default(1);', ['5020 3:18']],
    ['always there', 'bool has_a; int a q_optional;', 'bool has_a; int a;', ['5002 3:30']],
    [
      'another subsection',
      'int b; int a q_default(0) q_subsection("dev/x");',
      'int b; int a q_default(0) q_subsection("dev/y");',
      ['5006 3:25'],
    ],
    [
      'out of a subsection',
      'int b; int a q_default(0) q_subsection("dev/x");',
      'int b; int a q_default(0);',
      ['5006 3:25'],
    ],
  ])('%s', ([, was, now, expected]) => {
    expect(changes(`${int}struct dev { ${was} };\n`, `${int}struct dev { ${now} };\n`)).toEqual(expected);
  });
});

describe('structs and enums', () => {
  test.for<[title: string, was: string, now: string, expected: string[]]>([
    ['another struct', 'struct a { int x; };', 'struct a { int x; };\nstruct b { int y; };', ['5020 2:8']],
    ['a struct less', 'struct a { int x; }; struct b { int y; };', 'struct a { int x; };', ['5009 1:1']],
    [
      'a lower version',
      'QIDL_DECLARE(a, version(3)) { int x; };',
      'QIDL_DECLARE(a, version(2)) { int x; };',
      ['5007 1:14'],
    ],
    [
      'a higher version',
      'QIDL_DECLARE(a, version(3)) { int x; };',
      'QIDL_DECLARE(a, version(4)) { int x; };',
      ['5020 1:14'],
    ],
    [
      'a field of the new version',
      'QIDL_DECLARE(a, version(3)) { int x; };',
      'QIDL_DECLARE(a, version(4)) { int x, y q_version(4); };',
      ['5020 1:14', '5020 1:38'],
    ],
    [
      'a field of an old version that old states are without',
      'QIDL_DECLARE(a, version(3)) { int x; };',
      'QIDL_DECLARE(a, version(3)) { int x, y q_version(3); };',
      ['5002 1:38'],
    ],
    [
      'a version later than the field came',
      'QIDL_DECLARE(a, version(3)) { int x q_version(2); };',
      'QIDL_DECLARE(a, version(3)) { int x q_version(3); };',
      ['5007 1:35'],
    ],
    [
      'nothing of the old versions is read any more',
      'QIDL_DECLARE(a, version(3)) { int x, y; };',
      'QIDL_DECLARE(a, version(4), minimum_version(4)) { long long z; };',
      ['5020 1:14'],
    ],
    [
      'another name on the wire',
      'QIDL_DECLARE(a, name("x")) { int x; };',
      'QIDL_DECLARE(a, name("y")) { int x; };',
      ['5010 1:14'],
    ],
    [
      'a struct that is only exported under its old name',
      'struct in { int x; }; struct a { struct in i; };',
      'struct part { int x; };\nQIDL_STRUCT(struct part, q_js_name("in"))\nstruct a { struct part i; };',
      [],
    ],
    [
      'an enumerator more',
      'enum e { A }; struct a { enum e e; };',
      'enum e { A, B }; struct a { enum e e; };',
      ['5020 1:13'],
    ],
    [
      'an enumerator of another value',
      'enum e { A }; struct a { enum e e; };',
      'enum e { A = 1 }; struct a { enum e e; };',
      ['5008 1:10'],
    ],
    [
      'an enumerator less',
      'enum e { A, B }; struct a { enum e e; };',
      'enum e { A }; struct a { enum e e; };',
      ['5008 1:6'],
    ],
    [
      'a case more',
      'struct a { int t; union { int x q_case(0); } u q_union(t); };',
      'struct a { int t; union { int x q_case(0); int y q_case(1); } u q_union(t); };',
      ['5003 1:63'],
    ],
  ])('%s', ([, was, now, expected]) => {
    expect(changes(was, now)).toEqual(expected);
  });

  test('a struct or enum that is only called otherwise is the same type', () => {
    const was = 'struct in { int x; }; enum e { A }; struct a { struct in i; enum e e; };';
    const now = 'struct part { int x; }; enum f { A }; struct a { struct part i; enum f e; };';
    expect(changes(was, now)).toEqual(['5009 1:1', '5020 1:62', '5020 1:72', '5020 1:8']);
  });
});

describe('the lock', () => {
  test('a release counts like the lock, and the same is said once', () => {
    const [old, later, now] = ['int a, b;', 'int a, b, c q_default(0);', 'int a;'].map(
      (body) => `struct dev { ${body} };`,
    );
    const headers = (text: string): Lock['headers'] => lockOf(text).headers;
    const lock: Lock = { headers: headers(later), releases: new Map([['1.0', headers(old)]]) };
    const main = createSourceFile(PATH, now);
    const found = checkAgainst({ model: modelOf(now), main, fileOf: () => null }, lock, 'dev');
    expect(found.map(({ message }) => message)).toEqual([
      "the lock saves 'b' of dev, and nothing reads it now: there is no such field",
      "the lock saves 'c' of dev, and nothing reads it now: there is no such field",
    ]);
    const fresh: Lock = { headers: headers(now), releases: lock.releases };
    expect(
      checkAgainst({ model: modelOf(now), main, fileOf: () => null }, fresh, 'dev').map(({ message }) => message),
    ).toEqual(["release 1.0 saves 'b' of dev, and nothing reads it now: there is no such field"]);
  });

  test('what is written is read back, and is the same for the same schemas', () => {
    const text = `${int}enum e { A, B = -1 };\nstruct in { uint8_t d[2][3]; };\nstruct dev { enum e e q_default(B); struct in i[2]; char *s; uint64_t w q_default(0x8000000000000000); };\n`;
    const lock: Lock = { ...lockOf(text), releases: new Map([['1.0', lockOf(text).headers]]) };
    const written = lockText(lock);
    const again = parseLock(written);
    if (typeof again === 'string') throw new Error(again);
    expect(lockText(again)).toBe(written);
    expect(written).toContain('{"name":"w","type":"u64","default":"9223372036854775808"}');
    expect(changes(text, text, again)).toEqual([]);
  });

  test.for([
    ['{', /JSON/],
    ['[]', /no "qidl"/],
    ['{ "qidl": 2 }', /its form is 2; this is 1/],
    ['{ "qidl": 1 }', /"headers" are no schemas/],
    ['{ "qidl": 1, "headers": { "a": { "structs": { "s": {} }, "enums": {} } } }', /"headers" are no schemas/],
    ['{ "qidl": 1, "headers": {}, "releases": { "1": 3 } }', /release "1" has no schemas/],
    [
      '{ "qidl": 1, "headers": { "a": { "enums": {}, "structs": { "s": { "wireName": "s", "version": 1, "minimumVersion": 1, "fields": [{ "name": "x", "type": "u8", "dims": "4" }] } } } } }',
      /"headers" are no schemas/,
    ],
  ] as const)('%s is no lock', ([text, why]) => {
    expect(parseLock(text)).toMatch(why);
  });

  test('names of the prototype are names', () => {
    const text = 'struct constructor { int __proto__; };\nstruct toString { int valueOf; };\n';
    const again = parseLock(lockText(lockOf(text))) as Lock;
    expect(changes(text, text, again)).toEqual([]);
    expect(changes(text, 'struct toString { int valueOf; };\n', again)).toEqual(['5009 1:1']);
  });

  test('paths count from the folder of the lock', () => {
    expect(lockedPath('/p/qidl.lock.json', '/p/src/a.qidl.h')).toBe('src/a.qidl.h');
    expect(lockedPath('/p/q/qidl.lock.json', '/p/src/a.qidl.h')).toBe('../src/a.qidl.h');
  });

  test('option lock: a break is an error at the field, and no module; the lock is watched like an include', () => {
    const files: Record<string, string> = {
      [PATH]: 'struct dev { int a; };\n',
      '/p/qidl.lock.json': lockText({
        headers: new Map([['src/dev.qidl.h', schemaOf(modelOf('struct dev { int a; };\n'))]]),
        releases: new Map(),
      }),
    };
    const host = memoryHost(files);
    const project = createProject({ lock: '/p/qidl.lock.json' }, host);
    expect(project.compile(PATH)).toMatchObject({ diagnostics: [], dependencies: [PATH, '/p/qidl.lock.json'] });

    const broken = compile(
      PATH,
      { lock: '/p/qidl.lock.json' },
      memoryHost({ ...files, [PATH]: 'struct dev { short a; };\n' }),
    );
    expect(broken).toMatchObject({ code: '', model: null, diagnostics: [{ code: 'QIDL5003', span: { start: 19 } }] });

    const without = compile(PATH, { lock: '/p/none.json' }, host);
    expect(without.diagnostics.map(({ message }) => message)).toEqual([
      "the lock file '../none.json' cannot be used: there is no such file",
    ]);
    expect(without.missing).toContain('/p/none.json');
    expect(without.dependencies).toEqual([PATH]);
  });
});
