// The declaration files under strict checking by the oldest and the newest TypeScript: what must compile does, and what
// must not is marked @ts-expect-error, which is itself an error when nothing is wrong there.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FieldType, LayoutModel } from '../src/model/model.ts';
import { emit } from './emit-evaluate.ts';
import {
  allocated,
  array,
  bitfield,
  bool,
  charPointer,
  chars,
  constant,
  count,
  double,
  enumRef,
  enumeration,
  field,
  i64,
  listOf,
  model,
  nowhere,
  ref,
  struct,
  u128,
  u16,
  u32,
  u64,
  u8,
} from './emit-models.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'emit-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const layout: LayoutModel = {
  size: 24,
  align: 4,
  members: [
    { name: 'a', offset: 0, bit: null, type: { kind: 'int', bits: 32, signed: false }, doc: 'First.', place: nowhere },
    {
      name: 'data',
      offset: 4,
      bit: null,
      type: { kind: 'array', element: { kind: 'int', bits: 16, signed: false }, dims: [4], stride: 2 },
      doc: null,
      place: nowhere,
    },
    {
      name: 'flags',
      offset: 12,
      bit: null,
      type: { kind: 'array', element: { kind: 'bool' }, dims: [4], stride: 1 },
      doc: null,
      place: nowhere,
    },
    { name: 'next', offset: 16, bit: null, type: { kind: 'pointer', bits: 32, to: 'Seen' }, doc: null, place: nowhere },
    {
      name: 'rest',
      offset: 20,
      bit: null,
      type: { kind: 'array', element: { kind: 'int', bits: 8, signed: false }, dims: [0], stride: 1 },
      doc: null,
      place: nowhere,
    },
  ],
};
const union: FieldType = {
  kind: 'union',
  tag: 'n',
  cases: [
    { name: 'p', values: [1n], type: u8 },
    { name: 'q', values: [2n], type: ref('Plain') },
  ],
};
const sample = model(
  [
    struct('Plain', [field('n', u8), field('m', u32)]),
    struct('Seen', [field('a', u32)], { layout }),
    struct('Hooked', [field('a', u8), field('x', u32, { role: 'derived' }), field('y', bool, { role: 'derived' })]),
    struct('All', [
      field('n', u8),
      field('big', u64),
      field('wide', u128),
      field('flag', bool),
      field('ratio', double),
      field('e', enumRef('E')),
      field('bits', bitfield(u32, 3)),
      field('bytes', array(u8, 16)),
      field('longs', array(i64, [2, 3])),
      field('bools', array(bool, 2)),
      field('plains', array(ref('Plain'), [2, 2])),
      field('used', allocated(u16, count('n', 8))),
      field('text', chars(8)),
      field('note', charPointer),
      field('maybe', ref('Plain', true), { optional: { by: 'null' } }),
      field('u', union),
      field('list', listOf(union)),
      field('hooked', ref('Hooked')),
      field('lost', null, { role: 'immutable' }),
      field('timer', { kind: 'external', name: 'QEMUTimer', version: 1 }),
      field('time', { kind: 'external', name: 'tm', version: 1 }),
      field('default', u8, { default: constant(3n) }),
      field('constructor', u8),
    ]),
  ],
  {
    enums: [enumeration('E', { A: 0n, B: 7n }), enumeration('Long', { X: 1n << 40n }, 64)],
    constants: [
      { name: 'LIMIT', value: constant(16n), type: { bits: 32, signed: true }, doc: 'How many.', place: nowhere },
      { name: 'NS', value: constant(-1n), type: { bits: 64, signed: true }, doc: null, place: nowhere },
      { name: 'RATIO', value: { kind: 'float', value: 1.5 }, type: null, doc: null, place: nowhere },
      { name: 'NAME', value: { kind: 'string', value: "it's" }, type: null, doc: null, place: nowhere },
      { name: 'Uint8Array', value: constant(1n), type: { bits: 32, signed: true }, doc: null, place: nowhere },
      { name: 'class', value: constant(2n), type: { bits: 32, signed: true }, doc: null, place: nowhere },
    ],
    externals: ['QEMUTimer', 'tm'].map((name) => ({ kind: 'visitor', name, module: '@qidl/runtime/codegen/v1' })),
  },
);

const hostile = model(
  [
    struct('Pick', [field('a', u8), field('b', u8, { role: 'derived' }), field('__proto__', array(u8, 2))]),
    struct('class', [field('a', u8)]),
    struct('Uint8Array', [field('a', array(u8, 2)), field('name', u16)]),
    struct('lower', [field('at', u8)]),
  ],
  {
    file: 'hostile.qidl.h',
  },
);

const program = `
import type { Visitor } from '@qidl/runtime/codegen/v1';
import { createAll, decodeAll, loadAll, saveAll, saveIntoAll, saveOwnAll, visitAll, AllInfo, createPlain, decodePlain, loadPlain, visitPlain, E, Long, LIMIT, NS, RATIO, NAME, class as two, viewSeen, sizeofSeen, offsetsSeen } from './test.qidl.h.js';
import type { All, AllHooks, HookedHooks, SeenView } from './test.qidl.h.js';

const all: All = createAll({ n: 3 });
all.n = 3;
all.big = 3n;
all.bytes.set([1, 2]);
const length: 16 = all.bytes.length;
const six: 6 = all.longs.length;
all.plains[0][1].m = 4;
all.maybe = createPlain();
all.maybe = null;
all.u = { case: 'p', value: 3 };
const { u } = createAll();
if (u.case === 'q') u.value.m = 3;
all.timer = 3n;
all.time.tm_year = 70;
all.default = all.constructor;
const used: Uint16Array = all.used;
// @ts-expect-error a number is no bigint
all.big = 3;
// @ts-expect-error nor the other way round
all.n = 3n;
// @ts-expect-error skipped fields without a kind are not in T
all.lost;
// @ts-expect-error the array has a length of its own
all.bytes = new Uint8Array(15);
// @ts-expect-error the case decides the value
all.u = { case: 'p', value: createPlain() };
// @ts-expect-error no such field
all.nothing;

const hooks: AllHooks = { Hooked: (state) => ({ x: state.a, y: false }) };
const bytes = saveAll(all);
new Blob([bytes, saveOwnAll(all)]);
const written: number = saveIntoAll(all, bytes, 8);
loadAll(bytes, all, hooks);
decodeAll(bytes, hooks);
loadPlain(bytes, createPlain());
decodePlain(bytes).m.toFixed();
// @ts-expect-error a forgotten hook
loadAll(bytes, all);
// @ts-expect-error a forgotten hook
decodeAll(bytes);
// @ts-expect-error a forgotten derived field
const half: HookedHooks = { Hooked: () => ({ x: 1 }) };
// @ts-expect-error no hooks where nothing is derived
loadPlain(bytes, createPlain(), hooks);

declare const out: Visitor & { readonly reads: false };
declare const into: Visitor & { readonly reads: true };
visitAll(out, null, all);
visitAll(into, null, null, hooks);
visitPlain(into, 'x', null);
// @ts-expect-error an output visitor needs a value
visitPlain(out, null, null);
// @ts-expect-error a forgotten hook
visitAll(into, null, all);

const name: string = AllInfo.fields[0].name;
const seven: 7 = E.B;
const e: E = 0;
// @ts-expect-error no such enumerator
const wrong: E = 3;
const long: Long = Long.X;
const limit: 16 = LIMIT;
const minus: -1n = NS;
const text: "it's" = NAME;
const ratio: number = RATIO + two;

const view: SeenView = viewSeen(new WebAssembly.Memory({ initial: 1 }), 0);
view.a = view.data.length;
view.data[0] = 3;
const four: 4 = view.data.length;
const flag: boolean = view.flags.get(1);
view.flags.set(1, true);
const next: SeenView | null = view.$next;
const address: number = view.next;
view.rest(3).fill(0);
viewSeen(new ArrayBuffer(8), 0);
viewSeen(new SharedArrayBuffer(8), 0);
const size: 24 = sizeofSeen;
const offset: 4 = offsetsSeen.data;
// @ts-expect-error arrays are written through
view.data = view.data;
void [length, six, used, written, half, name, seven, e, wrong, long, limit, minus, text, ratio, four, flag, next, address, size, offset];
`;

const hostileProgram = `
import { createPick, decodePick, create_class, create_lower, createUint8Array, save_lower, saveInto_lower, lower_Info } from './hostile.qidl.h.js';
import type { Pick as P, PickHooks, class as C, lower, Uint8Array as U } from './hostile.qidl.h.js';
const p: P = createPick();
const two: 2 = p.__proto__.length;
const c: C = create_class();
const u: U = createUint8Array();
const bytes: globalThis.Uint8Array = save_lower(create_lower());
const hooks: PickHooks = { Pick: (state) => ({ b: state.a }) };
decodePick(bytes, hooks).b.toFixed();
saveInto_lower(create_lower() satisfies lower, bytes);
const a: 2 = u.a.length;
void [two, c, a, lower_Info];
`;

beforeAll(() => {
  const text = '\n'.repeat(5);
  for (const item of [sample, hostile]) {
    const { code, dts } = emit(item, text);
    writeFileSync(join(folder, `${item.file}.js`), code);
    writeFileSync(join(folder, `${item.file}.d.ts`), dts);
  }
  writeFileSync(join(folder, 'program.ts'), program);
  writeFileSync(join(folder, 'hostile.ts'), hostileProgram);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(folder, 'node_modules'));
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    module: 'nodenext',
    allowImportingTsExtensions: true,
    noUncheckedIndexedAccess: false,
    skipLibCheck: false,
    paths: { '@qidl/runtime/codegen/v1': [join(root, 'packages/runtime/src/codegen/v1.ts')] },
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['program.ts', 'hostile.ts'] }),
  );
});

test.for(['typescript-5.9', 'typescript'])('%s', (version) => {
  const run = (): string => {
    try {
      return execFileSync(process.execPath, [join(root, 'node_modules', version, 'bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  expect(run()).toBe('');
});
