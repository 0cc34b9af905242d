// Every header of the machine that gcc accepts alone: its records and enums, laid out by us and asserted by gcc; its
// bit-fields, set by gcc and looked for in the bytes; its structs, compiled. What gcc refuses alone is refused here.
// For the other targets clang is asked, about what it accepts.
// HEADERS=pattern narrows the list; ROOT=folder and INCLUDE=a:b look at headers that are elsewhere.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile, createCompilerCache, read, understand, type CompilerCache } from '../src/compile.ts';
import { integerOfEnum } from '../src/layout/enum.ts';
import { createNodeHost, type NodeHost } from '../src/node.ts';
import type { CompileOptions } from '../src/options.ts';
import type { RecordLayout } from '../src/layout/layout.ts';
import type { Program } from '../src/sema/program.ts';
import type { TargetName } from '../src/target.ts';
import { reportUnknownTypes } from '../src/sema/unknown-types.ts';
import { brokenForNow } from '../src/source/catalogue/4-annotations.ts';
import type { Diagnostic } from '../src/source/diagnostic.ts';
import { positionOf } from '../src/source/text.ts';
import { integerSize } from '../src/types/basic.ts';
import { tagText } from '../src/types/spell.ts';
import { triples } from './triples.ts';

const hasGcc = spawnSync('gcc', ['--version']).status === 0 && spawnSync('objcopy', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'qidl-headers-'));

/** For i386 without its own libc headers: those of x86_64 serve, but for one file that is empty here. */
mkdirSync(join(folder, 'gnu'));
writeFileSync(join(folder, 'gnu/stubs-32.h'), '');
const flagsOf = (flag: string): string[] => [
  ...(flag === '-m32' ? [flag, '-idirafter', '/usr/include/x86_64-linux-gnu', '-idirafter', folder] : [flag]),
  ...folders.flatMap((name) => ['-I', name]),
];

const root = process.env.ROOT ?? '/usr/include';
const folders = process.env.INCLUDE?.split(':') ?? [];

/** What gcc refuses for what stands in the body of a function, which is stepped over here. */
const brokenBodies = /linux\/usb\/audio\.h$|bpf\/skel_internal\.h$/;
/** Two structs of which one has the name of what the module exports for the other: `Foo` and `FooInfo`. */
const sharedNames = /X11\/extensions\/XvMC\.h$|valgrind\/libvex\.h$/;

function searchPath(flag: string): string[] {
  const { stderr } = spawnSync('gcc', [...flagsOf(flag), '-E', '-v', '-x', 'c', '/dev/null'], { encoding: 'utf8' });
  const [, list] = /#include <...> search starts here:\n([^]*?)End of search list/.exec(stderr)!;
  return list
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

/** One header in so many; EVERY=1 takes them all, which is a matter of minutes for each target. */
const EVERY = Number(process.env.EVERY ?? 12);

function headers(): string[] {
  const found = execFileSync('find', [root, '-name', '*.h'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .trim()
    .split('\n');
  const wanted = new RegExp(process.env.HEADERS ?? '.');
  // C++, and a thousand copies of OpenSSL's configuration.
  const skipped = /\/(c\+\+|llvm-\d+|clang|boost|node\/openssl)\//;
  return found
    .filter((path) => wanted.test(path) && !skipped.test(path))
    .sort()
    .filter((_, index) => index % EVERY === 0);
}

const gccAccepts = (flag: string, path: string): boolean =>
  spawnSync('gcc', [...flagsOf(flag), '-std=gnu17', '-w', '-fsyntax-only', '-x', 'c', path]).status === 0;

interface BitField {
  readonly type: string;
  readonly name: string;
  readonly bits: string;
}

interface Assertions {
  /** A program that compiles only if all is as we say. */
  readonly lines: readonly string[];
  readonly bitFields: readonly BitField[];
}

/** `isAsked`: whether a compiler is asked about a record. */
function assertions(program: Program, path: string, isAsked: (layout: RecordLayout) => boolean): Assertions {
  const lines: string[] = [`#include "${path}"`];
  const bitFields: BitField[] = [];
  for (const record of program.records) {
    const layout = record.tag !== '' || record.typedefName !== '' ? program.layouts.recordOf(record) : null;
    if (layout === null || !isAsked(layout)) continue;
    const type = tagText(record);
    const { size, align } = program.layouts.sizeOf(record.tag === '' ? program.typedefs.get(type)! : record)!;
    lines.push(
      `_Static_assert(sizeof(${type}) == ${size} && _Alignof(${type}) == ${align}, "${type} ${size} ${align}");`,
    );
    for (const { member, bitOffset, bitSize } of layout.members) {
      if (member.name === '') continue;
      if (member.bitWidth >= 0)
        bitFields.push({
          type,
          name: member.name,
          bits: `${bitOffset} ${bitSize}`,
        });
      else
        lines.push(
          `_Static_assert(__builtin_offsetof(${type}, ${member.name}) == ${bitOffset / 8}, "${type} ${member.name} ${bitOffset / 8}");`,
        );
    }
  }
  for (const type of program.enums) {
    if (!type.complete || (type.tag === '' && type.typedefName === '')) continue;
    lines.push(
      `_Static_assert(sizeof(${tagText(type)}) == ${integerSize(integerOfEnum(type, program.target), program.target)}, "${tagText(type)}");`,
    );
    for (const { name, value } of type.enumerators)
      lines.push(`_Static_assert(${name} == ${value}${value < 0n ? '' : 'u'}ll, "${name}");`);
  }
  return { lines, bitFields };
}

/** Its section `.bits` holds each bit-field set to ones, behind where it is and the size of its record. */
function withBitFields({ lines, bitFields }: Assertions): string {
  if (bitFields.length === 0) return lines.join('\n');
  const members = bitFields.map(({ type }, i) => `unsigned at${i}; ${type} v${i};`);
  const values = bitFields.map(
    ({ name }, i) => `.at${i} = __builtin_offsetof(struct qidl_all, v${i}), .v${i} = { .${name} = -1 }`,
  );
  const index = bitFields.map(({ type }, i) => `__builtin_offsetof(struct qidl_all, v${i}), sizeof(${type})`);
  return [
    ...lines,
    `struct qidl_index { unsigned at[${bitFields.length * 2}]; };`,
    `struct qidl_all { ${members.join('\n')} };`,
    `__attribute__((section(".bits"), used)) struct { struct qidl_index index; struct qidl_all all; } qidl_bits = { { { ${index.join(', ')} } }, { ${values.join(',\n')} } };`,
    '__attribute__((section(".base"), used)) unsigned qidl_base = __builtin_offsetof(__typeof__(qidl_bits), all);',
  ].join('\n');
}

function onesIn(bytes: Buffer): string {
  const set: number[] = [];
  bytes.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) set.push(i * 8 + bit);
  });
  return `${set[0]} ${set.length}`;
}

function section(name: string): Buffer {
  const image = join(folder, 'image');
  execFileSync('objcopy', ['-O', 'binary', '-j', name, join(folder, 'a.o'), image]);
  return readFileSync(image);
}

/** What gcc says against it. */
function differences(flag: string, program: Program, path: string): string[] {
  const asserted = assertions(program, path, () => true);
  const { bitFields } = asserted;
  writeFileSync(join(folder, 'a.c'), withBitFields(asserted));
  const { status, stderr } = spawnSync(
    'gcc',
    [...flagsOf(flag), '-std=gnu17', '-w', '-c', join(folder, 'a.c'), '-o', join(folder, 'a.o')],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0)
    return stderr
      .split('\n')
      .filter((line) => line.includes('error'))
      .slice(0, 5);
  if (bitFields.length === 0) return [];
  const bits = section('.bits');
  const base = section('.base').readUInt32LE(0);
  return bitFields.flatMap(({ type, name, bits: ours }, i) => {
    const at = base + bits.readUInt32LE(i * 8);
    const theirs = onesIn(bits.subarray(at, at + bits.readUInt32LE(i * 8 + 4)));
    return theirs === ours ? [] : [`${type} ${name}: ${ours}, not ${theirs}`];
  });
}

function said({ code, message, span }: Diagnostic): string {
  const { line, column } = positionOf(span.file, span.start);
  return `${span.file.path}:${line}:${column} ${code} ${message}`;
}

const errorsIn = (list: readonly Diagnostic[]): string[] =>
  list.filter(({ severity }) => severity === 'error').map((diagnostic) => said(diagnostic));

/** Compiles a header as a module: no error, and one diagnostic for each field that has no saved form. */
function compiled(
  path: string,
  options: CompileOptions,
  host: NodeHost,
  cache: CompilerCache,
  counts: Counts,
): string[] {
  const { model, diagnostics } = compile(path, options, host, cache);
  const broken = diagnostics.filter(({ code }) => code === brokenForNow.code).map((diagnostic) => said(diagnostic));
  counts.structs += model?.structs.length ?? 0;
  counts.broken += broken.length;
  const twice = broken.filter((text, index) => broken.indexOf(text) !== index);
  return [...errorsIn(diagnostics), ...twice].slice(0, 3);
}

interface Counts {
  records: number;
  structs: number;
  broken: number;
}

test.skipIf(!hasGcc).for([
  ['-m64', 'x86_64'],
  ['-m32', 'i386'],
] as const)('headers of the machine, gcc %s', ([flag, target]) => {
  const includeDirs = searchPath(flag);
  const host = createNodeHost([folder, root, '/usr/include', '/usr/lib/gcc', '/usr/local/include', ...folders]);
  const cache = createCompilerCache();
  const counts: Counts = { records: 0, structs: 0, broken: 0 };
  const wrong: string[] = [];
  let accepted = 0;
  let refused = 0;
  for (const path of headers()) {
    const options = { target, includeDirs, unknown: 'broken' } as const;
    const reading = read(path, options, host, cache);
    const { syntax, program } = understand(reading, options);
    reportUnknownTypes(syntax, program, reading.source.stream, reading.diagnostics);
    const errors = errorsIn(reading.diagnostics.list);
    const problems = errors.length > 0 ? errors : differences(flag, program, path);
    if (problems.length > 0 && !gccAccepts(flag, path)) {
      if (errors.length > 0) refused++;
      else if (!brokenBodies.test(path)) wrong.push(`${path}: gcc refuses it: ${problems[0]}`);
      continue;
    }
    accepted++;
    counts.records += program.records.length;
    if (problems.length === 0 && !sharedNames.test(path))
      problems.push(...compiled(path, options, host, cache, counts));
    wrong.push(...problems.slice(0, 3).map((problem) => `${path}: ${problem}`));
  }
  console.log(
    `gcc ${flag} accepts ${accepted} headers alone, with ${counts.records} records; both refuse ${refused}; ` +
      `compiled with unknown: 'broken': ${counts.structs} structs, ${counts.broken} fields without a saved form`,
  );
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(0);
});

// ---- targets without a gcc here ------------------------------------------------------------------------------

const hasClang = spawnSync('clang', ['--version']).status === 0;
/** Some of glibc's attributes for later ones clang 14 refuses. */
const GCC_VERSION = '10';

/** gcc's own headers and those of x86_64, which other targets read in their own way, but alike with both compilers. */
function foreignFolders(): string[] {
  const own = execFileSync('gcc', ['-print-file-name=include'], { encoding: 'utf8' }).trim();
  return [own, '/usr/local/include', '/usr/include', '/usr/include/x86_64-linux-gnu', folder];
}

function clangSays(target: TargetName, dirs: readonly string[], lines: readonly string[]): string {
  writeFileSync(join(folder, 'a.c'), lines.join('\n'));
  // gcc for arm does not define __ILP32__.
  const asGcc = [`-fgnuc-version=${GCC_VERSION}`, '-U__clang__', ...(target === 'arm' ? ['-U__ILP32__'] : [])];
  const searched = ['-nostdinc', ...dirs.flatMap((dir) => ['-isystem', dir])];
  const args = [`--target=${triples[target]}`, ...asGcc, ...searched, '-std=gnu17', '-w', '-fsyntax-only'];
  return spawnSync('clang', [...args, join(folder, 'a.c')], { encoding: 'utf8' }).stderr;
}

const foreign: readonly TargetName[] = ['aarch64', 'arm', 'riscv64', 's390x', 'ppc64', 'wasm32'];

/** Each target has its share of the headers: all of them for each would take six times as long as the rest. */
test.skipIf(!hasClang || !hasGcc).for(foreign.map((target, share) => [target, share] as const))(
  'headers of the machine, clang for %s',
  ([target, share]) => {
    const dirs = foreignFolders();
    const host = createNodeHost([folder, root, '/usr/include', '/usr/lib/gcc', '/usr/local/include', ...folders]);
    const cache = createCompilerCache();
    const options = { target, includeDirs: [...dirs, ...folders], define: { __GNUC__: GCC_VERSION } };
    const wrong: string[] = [];
    let accepted = 0;
    let records = 0;
    for (const path of headers().filter((_, index) => index % foreign.length === share)) {
      const reading = read(path, options, host, cache);
      const { syntax, program } = understand(reading, options);
      reportUnknownTypes(syntax, program, reading.source.stream, reading.diagnostics);
      const errors = errorsIn(reading.diagnostics.list);
      const { lines } = assertions(program, path, ({ disputed }) => !disputed);
      const ask = (text: readonly string[]): string => clangSays(target, options.includeDirs, text);
      const alone = lines.slice(0, 1);
      const said = errors.length > 0 ? '' : ask(lines);
      if (errors.length === 0 && said === '') {
        accepted++;
        records += program.records.length;
      } else if (ask(alone) === '') wrong.push(`${path}: ${errors[0] ?? said.split('\n').slice(0, 3).join('\n')}`);
    }
    console.log(`clang for ${target} accepts ${accepted} headers alone, with ${records} records`);
    expect(wrong).toEqual([]);
    expect(accepted).toBeGreaterThan(0);
  },
);
