// The preprocessor against gcc 12 (and clang for targets gcc is not here for): the tables of the other tests, random
// macros, predefined macros, and the headers of the system. A fresh seed each run; a failure prints the text.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lex } from '../src/lex/lex.ts';
import type { Host } from '../src/options.ts';
import { hasAttribute, hasBuiltin } from '../src/preprocess/has-feature.ts';
import { predefinedText } from '../src/preprocess/predefined.ts';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
import { renderPreprocessed } from '../src/preprocess/render.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { renderDiagnostic } from '../src/source/frame.ts';
import { createSourceFile } from '../src/source/text.ts';
import type { TargetName } from '../src/target.ts';
import { targets } from '../src/target.ts';
import { conditionCases } from './condition-cases.ts';
import { macroCases } from './macro-cases.ts';
import { preprocessText, spellings } from './preprocess-of.ts';
import { randomMacros, withMistakes } from './random-macros.ts';
import { triples } from './triples.ts';

const available = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;
const hasClang = available('clang');
const isGcc12 = spawnSync('gcc', ['-dumpversion'], { encoding: 'utf8' }).stdout?.startsWith('12') === true;
const isX86 = isGcc12 && spawnSync('gcc', ['-dumpmachine'], { encoding: 'utf8' }).stdout.startsWith('x86_64');

const folder = mkdtempSync(join(tmpdir(), 'qidl-preprocess-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly ok: boolean;
  readonly tokens: string[];
  readonly errors: string;
}

const gcc = (text: string, args: readonly string[] = []): Answer => preprocessedBy('gcc', text, args);

function preprocessedBy(compiler: 'gcc' | 'clang', text: string, args: readonly string[] = []): Answer {
  const path = join(folder, 'main.qidl.h');
  writeFileSync(path, text);
  const options = ['-E', '-P', '-x', 'c', '-std=gnu17', ...args, 'main.qidl.h'];
  const { status, stdout, stderr } = spawnSync(compiler, options, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return { ok: status === 0, tokens: tokensOf(stdout.replaceAll(/^#pragma.*$/gm, '')), errors: stderr };
}

function tokensOf(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count - 1 }, (_, i) => text.slice(tokens.start[i], tokens.end[i]));
}

/** Whether nothing but spaces within tokens makes the difference. */
function isSpacedApart(ours: readonly string[], theirs: readonly string[]): boolean {
  const dense = (tokens: readonly string[]): string => tokens.map((token) => token.replaceAll(' ', '')).join(' ');
  return dense(ours) === dense(theirs);
}

function withoutPack(tokens: readonly string[]): string[] {
  return tokens.filter((token) => !token.startsWith('pack '));
}

describe.skipIf(!isGcc12)('gcc 12 agrees', () => {
  test.each(macroCases)('on the table of macros: %j', (text, tokens, ...problems) => {
    // Dates are ours; `#if` lines carry no text.
    if (text.includes('__DATE__')) return;
    const answer = gcc(text);
    expect(answer.tokens.join(' ')).toBe(tokens);
    expect(answer.ok).toBe(problems.length === 0);
  });

  test('on the table of conditions', () => {
    const text = conditionCases.map(
      ([condition], n) => `#if ${condition.replace('__LINE__ == 1', '__LINE__')}\n${n} yes\n#else\n${n} no\n#endif\n`,
    );
    expect(gcc(text.join('')).tokens.join(' ')).toBe(conditionCases.map(([, holds], n) => `${n} ${holds}`).join(' '));
  });

  test('on random macros', () => {
    const seed = Math.floor(Math.random() * 1e9);
    let compared = 0;
    for (let round = 0; round < 1500; round++) {
      const text = randomMacros(seed + round);
      const theirs = gcc(text);
      const ours = preprocessText(text);
      const why = `seed ${seed + round}\n${text}\n${theirs.errors}`;
      expect(
        ours.diagnostics.some(({ severity }) => severity === 'error'),
        why,
      ).toBe(!theirs.ok);
      // White space around what was left in error is a matter of taste.
      const spaced = (tokens: readonly string[]): string =>
        theirs.ok ? tokens.join(' ') : tokens.join('').replaceAll(' ', '');
      // In the text of what was expanded, gcc and clang may differ by a space.
      const isTaste =
        spaced(ours.tokens) !== spaced(theirs.tokens) && isSpacedApart(ours.tokens, theirs.tokens) && hasClang;
      const answer = isTaste ? preprocessedBy('clang', text) : theirs;
      expect(spaced(ours.tokens), why).toBe(spaced(answer.tokens));
      if (theirs.ok) compared++;
    }
    expect(compared).toBeGreaterThan(500);
  });

  test('on the stored cases', () => {
    const cases = resolve(import.meta.dirname, '../../../test-fixtures/cpp/cases');
    const names = readdirSync(cases).filter((name) => name.endsWith('.c'));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const options = ['-E', '-P', '-std=gnu11', '-I', '.', '-I', 'sys', '-I', 'sys2', name];
      const { status, stdout, stderr } = spawnSync('gcc', options, { cwd: cases, encoding: 'utf8' });
      const found = stderr.matchAll(/^[^:]+:(\d+):\d+: (?:fatal )?(error|warning): (.*)$/gm);
      const diagnostics = Array.from(found, ([, line, severity, message]) => [line, severity, message]);
      const stored = JSON.parse(readFileSync(join(cases, '../expected', `${name}.json`), 'utf8')) as unknown;
      expect({ tokens: tokensOf(stdout), rc: status, diagnostics }, name).toEqual(stored);
    }
  });

  test('on the attributes and built-in functions it is asked for', () => {
    const names = (text: string): string[] => [...new Set(text.match(/\w+/g))];
    const source = readFileSync(join(import.meta.dirname, '../src/preprocess/has-feature.ts'), 'utf8');
    const words = names(source).filter((word) => /^[a-z]\w+$/i.test(word));
    const asked = words.flatMap((word) => [
      `attribute(${word})`,
      ...['', 'f', 'l'].flatMap((form) => [`builtin(${word}${form})`, `builtin(__builtin_${word}${form})`]),
      `builtin(__builtin___${word}_chk)`,
    ]);
    const text = asked.map((question, n) => `#if __has_${question}\n${n}\n#endif\n`);
    const theirs = new Set(gcc(text.join('')).tokens);
    const answer = (question: string): boolean =>
      question.startsWith('attribute')
        ? hasAttribute(question.slice('attribute('.length, -1), targets.x86_64)
        : hasBuiltin(question.slice('builtin('.length, -1));
    expect(asked.filter((question, n) => answer(question) && !theirs.has(String(n)))).toEqual([]);
  });
});

test('headers with random mistakes in them end, and every span of theirs can be shown', () => {
  const folder = resolve(import.meta.dirname, '../../../test-fixtures/cpp/cases');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const seed = Math.floor(Math.random() * 1e9);
  for (let round = 0; round < 5000; round++) {
    const text = withMistakes(texts, seed + round);
    const { stream, macros, diagnostics } = preprocessText(text);
    for (let index = 0; index < stream.count; index++) {
      const last = Math.min(stream.count - 1, index + (round % 4));
      expect(stream.spanOf(index, last).file, `seed ${seed + round}`).toBeDefined();
      stream.docOf(index, last);
    }
    for (const macro of macros) macro.expand();
    for (const diagnostic of diagnostics) renderDiagnostic(diagnostic);
    renderPreprocessed(stream);
  }
});

/** name → replacement, of `-dM -E`. */
function definitions(text: string): Map<string, string> {
  return new Map(
    Array.from(text.matchAll(/^#define (\w+(?:\([^)]*\))?) ?(.*)$/gm), ([, name, value]) => [name, value.trim()]),
  );
}

describe.skipIf(!isX86)('predefined macros are those of gcc', () => {
  test.each<[TargetName, string[]]>([
    ['x86_64', []],
    ['i386', ['-m32']],
  ])('%s', (name, args) => {
    const theirs = definitions(
      execFileSync('gcc', ['-dM', '-E', '-std=gnu17', ...args, '-x', 'c', '/dev/null'], { encoding: 'utf8' }),
    );
    const ours = definitions(predefinedText(targets[name]));
    // gcc's i386 has `long int` as wchar_t; both are 32 bits.
    const known = name === 'i386' ? ['__WCHAR_TYPE__', '__WCHAR_MAX__'] : [];
    const own = ['__QIDL__', '__DATE__', '__TIME__', '__TIMESTAMP__', ...known];
    const wrong = [...ours].filter(([macro, value]) => !own.includes(macro) && theirs.get(macro) !== value);
    expect(wrong.map(([macro, value]) => `${macro}: ${value}, not ${theirs.get(macro)}`)).toEqual([]);
    const missing = [...theirs.keys()].filter(
      (macro) =>
        !ours.has(macro) && !/FLT\d|DEC|PI[CE]|STDC_PREDEF|NORM_MAX|IS_IEC|CHARSET|STRUCTIVE|EVAL_METHOD/i.test(macro),
    );
    expect(missing.filter((macro) => !['__LAHF_SAHF__'].includes(macro))).toEqual([]);
  });
});

describe.skipIf(!hasClang)('predefined macros mean what clang says', () => {
  test.each(Object.keys(triples) as TargetName[])('%s', (name) => {
    const theirs = definitions(
      execFileSync('clang', [`--target=${triples[name]}`, '-dM', '-E', '-x', 'c', '/dev/null'], { encoding: 'utf8' }),
    );
    const lines = [...definitions(predefinedText(targets[name]))].flatMap(([macro, value]) => {
      if (
        !theirs.has(macro) ||
        // For Linux these are glibc's.
        (name !== 'wasm32' && macro.includes('FAST')) ||
        /GNUC|GXX|VERSION|HAS_|ARM_ARCH_PROFILE|ARM_ALIGN_MAX|__riscv_[a-z]+$|LOCK_FREE|GCC_IEC/.test(macro) ||
        macro.includes('(')
      )
        return [];
      if (macro.endsWith('_TYPE__'))
        return [`_Static_assert(__builtin_types_compatible_p(${macro}, ${value}), "${macro}");`];
      return /^[\w( )+-]+$/.test(value) && /\d/.test(value)
        ? [`_Static_assert((${macro}) == (${value}), "${macro}");`]
        : [];
    });
    const path = join(folder, `${name}.c`);
    writeFileSync(path, lines.join('\n'));
    const { stderr } = spawnSync('clang', [`--target=${triples[name]}`, '-fsyntax-only', path], { encoding: 'utf8' });
    expect(lines.length).toBeGreaterThan(60);
    expect(stderr).toBe('');
  });
});

const realHost: Host = {
  read(path) {
    try {
      return statSync(path).isFile() ? readFileSync(path) : 'missing';
    } catch {
      return 'missing';
    }
  },
  exists: (path) => existsSync(path),
  realpath(path) {
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  },
};

describe.skipIf(!isX86)('headers of the system', () => {
  test('have the tokens gcc finds in them', () => {
    const compilerFolder = execFileSync('gcc', ['-print-file-name=include'], { encoding: 'utf8' }).trim();
    const folders = [compilerFolder, '/usr/include', '/usr/include/x86_64-linux-gnu'];
    const headers = folders.slice(1).flatMap((root) =>
      [
        '.',
        'linux',
        'asm-generic',
        'sys',
        'net',
        'netinet',
        'arpa',
        'rpc',
        'scsi',
        'sound',
        'video',
        'drm',
        'misc',
        'rdma',
        'mtd',
        'asm',
        'bits',
      ]
        .filter((sub) => existsSync(join(root, sub)))
        .flatMap((sub) => readdirSync(join(root, sub)).map((name) => relative(root, join(root, sub, name))))
        .filter((name) => name.endsWith('.h')),
    );
    const cache = createTokenCache();
    const counts = { equal: 0, refusedByBoth: 0 };
    const wrong: string[] = [];
    for (const header of headers) {
      const text = `#include <${header}>\n`;
      const theirs = gcc(text, ['-w', '-nostdinc', ...folders.flatMap((dir) => ['-isystem', dir])]);
      const diagnostics = new Diagnostics();
      const main = createSourceFile(join(folder, 'main.qidl.h'), text);
      const { stream } = preprocess(main, { includeDirs: folders }, realHost, targets.x86_64, cache, diagnostics);
      const errors = diagnostics.list.filter(({ severity }) => severity === 'error');
      if (!theirs.ok || errors.length > 0) {
        if (!theirs.ok && errors.length > 0) counts.refusedByBoth++;
        else wrong.push(`${header}: ${theirs.errors}${errors.map((error) => renderDiagnostic(error)).join('\n')}`);
      } else if (withoutPack(spellings(stream)).join(' ') === theirs.tokens.join(' ')) counts.equal++;
      else wrong.push(`${header}: other tokens`);
    }
    console.log(
      `${headers.length} headers: ${counts.equal} with gcc's tokens, ${counts.refusedByBoth} refused by both, ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
  });
});
