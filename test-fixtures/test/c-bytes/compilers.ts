// Compilers of this machine. In: a target, and gcc or clang. Out: the bytes of everything.c's two globals as that
// compiler laid them out and wrote them. Rule: nothing is run but for wasm32, which Node runs: the bytes are the sections
// of an object file (System V ABI, chapter 4).

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TargetName } from '@qidl/compiler';
import { triples } from '../triples.ts';

export const folder: string = resolve(import.meta.dirname, '../../c-bytes');
const include = resolve(import.meta.dirname, '../../../packages/compiler/include');
const out = mkdtempSync(join(tmpdir(), 'qidl-c-bytes-'));
const source = join(folder, 'everything.c');

/** What bytes.json has, by `compiler target`. */
export interface Bytes {
  /** Hex. */
  readonly everything: string;
  readonly packet: string;
}

export type Compiler = readonly [compiler: 'gcc' | 'clang', target: TargetName];

export const compilers: readonly Compiler[] = [
  ['gcc', 'x86_64'],
  ['gcc', 'i386'],
  ...Object.keys(triples).map((target) => ['clang', target as TargetName] as const),
];

export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

const FLAGS = ['-std=gnu11', '-O1', '-ffreestanding', '-fno-common', '-Wall', '-Werror', `-I${include}`];

export function bytesFrom([compiler, target]: Compiler): Bytes {
  if (target === 'wasm32') return bytesFromWasm();
  const object = join(out, `${compiler}-${target}.o`);
  const machine = compiler === 'gcc' ? [target === 'i386' ? '-m32' : '-m64'] : [`--target=${triples[target]}`];
  execFileSync(compiler, [...machine, ...FLAGS, '-c', source, '-o', object]);
  const file = readFileSync(object);
  return { everything: section(file, '.everything'), packet: section(file, '.packet') };
}

/** A section of an ELF file, in hex. */
function section(file: Buffer, name: string): string {
  const is64 = file[4] === 2;
  const isBig = file[5] === 2;
  const half = (at: number): number => (isBig ? file.readUInt16BE(at) : file.readUInt16LE(at));
  const word = (at: number): number => (isBig ? file.readUInt32BE(at) : file.readUInt32LE(at));
  const long = (at: number): number => Number(isBig ? file.readBigUInt64BE(at) : file.readBigUInt64LE(at));
  const table = is64 ? long(40) : word(32);
  const [entrySize, count, namesIndex] = [0, 2, 4].map((more) => half((is64 ? 58 : 46) + more)) as [
    number,
    number,
    number,
  ];
  const dataOf = (entry: number): Buffer => {
    const [offset, size] = is64 ? [long(entry + 24), long(entry + 32)] : [word(entry + 16), word(entry + 20)];
    return file.subarray(offset, offset + size);
  };
  const names = dataOf(table + namesIndex * entrySize);
  for (let index = 0; index < count; index++) {
    const entry = table + index * entrySize;
    const start = word(entry);
    if (names.toString('latin1', start, names.indexOf(0, start)) === name) return dataOf(entry).toString('hex');
  }
  throw new Error(`no section ${name}`);
}

// ---- wasm32 --------------------------------------------------------------------------------------------------

export interface Everything {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly everything: { readonly value: number };
  readonly packet: { readonly value: number };
  /** everything.c says what it is. */
  wrong_line(address: number): number;
}

export function runWasm(): Everything {
  const module = join(out, 'everything.wasm');
  const link = [
    '-nostdlib',
    '-Wl,--no-entry',
    '-Wl,--export=everything',
    '-Wl,--export=packet',
    '-Wl,--export=wrong_line',
  ];
  execFileSync('clang', ['--target=wasm32', ...FLAGS, ...link, source, '-o', module]);
  return new engine.Instance(new engine.Module(readFileSync(module))).exports as Everything;
}

function bytesFromWasm(): Bytes {
  const { memory, everything, packet } = runWasm();
  const hex = (address: number, size: number): string => Buffer.from(memory.buffer, address, size).toString('hex');
  return { everything: hex(everything.value, SIZES.everything), packet: hex(packet.value, SIZES.packet) };
}

interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: Engine };

/** Bytes on wasm32, where no section tells. */
const SIZES = { everything: 208, packet: 28 };

/** What a program for this machine says of an Everything: 0, or the line in everything.c. */
export function wrongLine(bytes: Uint8Array): number {
  const program = join(out, 'main');
  execFileSync('gcc', ['-std=gnu11', '-DMAIN', `-I${include}`, source, '-o', program]);
  return Number(execFileSync(program, { input: bytes, encoding: 'utf8' }));
}
