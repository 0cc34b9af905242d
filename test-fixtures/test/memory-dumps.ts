// In: test-fixtures/memory/all-kinds.c and a compiler of this machine. Out: the bytes that the initialised struct has on a
// target: the section of the object file, or the memory of the instantiated module.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TargetName } from '@qidl/compiler';
import { triples } from './triples.ts';

const folder = resolve(import.meta.dirname, '../memory');
const include = resolve(import.meta.dirname, '../../packages/compiler/include');

export function isPresent(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** As gcc lays it out, natively: x86_64. */
export function gccDump(): Buffer {
  return compiled('gcc', [], sectionOf);
}

export function clangDump(target: TargetName): Buffer {
  const flags = [`--target=${triples[target]}`, '-ffreestanding', '-nostdlibinc'];
  return target === 'wasm32' ? wasmDump(flags) : compiled('clang', flags, sectionOf);
}

function compiled(command: string, flags: readonly string[], dumpOf: (object: Buffer) => Buffer): Buffer {
  const out = mkdtempSync(join(tmpdir(), 'qidl-memory-'));
  try {
    const object = join(out, 'all-kinds.o');
    execFileSync(command, [...flags, `-I${include}`, '-c', join(folder, 'all-kinds.c'), '-o', object]);
    return dumpOf(readFileSync(object));
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** The bytes of `.data`, the only initialised section there is (System V ABI, chapter 4: object files). */
function sectionOf(object: Buffer): Buffer {
  const is64 = object[4] === 2;
  const isLittle = object[5] === 1;
  const half = (at: number): number => (isLittle ? object.readUInt16LE(at) : object.readUInt16BE(at));
  const word = (at: number): number => (isLittle ? object.readUInt32LE(at) : object.readUInt32BE(at));
  const address = (at: number): number =>
    is64 ? Number(isLittle ? object.readBigUInt64LE(at) : object.readBigUInt64BE(at)) : word(at);
  const table = address(is64 ? 40 : 32);
  const [size, count, names] = is64 ? [half(58), half(60), half(62)] : [half(46), half(48), half(50)];
  const offsetOf = (section: number): number => address(table + section * size + (is64 ? 24 : 16));
  const lengthOf = (section: number): number => address(table + section * size + (is64 ? 32 : 20));
  for (let section = 0; section < count; section++) {
    const name = offsetOf(names) + word(table + section * size);
    if (object.toString('latin1', name, name + 6) === '.data\0')
      return object.subarray(offsetOf(section), offsetOf(section) + lengthOf(section));
  }
  throw new Error('the object has no .data');
}

/** What is used here of an engine whose types come with the DOM's. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer };
      readonly sample: { readonly value: number };
    };
  };
}
const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: Engine };

function wasmDump(flags: readonly string[]): Buffer {
  const out = mkdtempSync(join(tmpdir(), 'qidl-memory-'));
  try {
    const file = join(out, 'all-kinds.wasm');
    const link = ['-nostdlib', '-Wl,--no-entry', '-Wl,--export=sample'];
    execFileSync('clang', [...flags, ...link, `-I${include}`, join(folder, 'all-kinds.c'), '-o', file]);
    const { memory, sample } = new engine.Instance(new engine.Module(readFileSync(file))).exports;
    const length = readFileSync(join(folder, 'all-kinds.wasm32.bin')).length;
    return Buffer.from(memory.buffer.slice(sample.value, sample.value + length));
  } finally {
    rmSync(out, { recursive: true });
  }
}
