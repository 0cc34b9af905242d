// Out: what C leaves to the implementation, as eight rows of data: widths, alignments, byte order, the types
// behind size_t and its like. Rule: what gcc 12 and clang 14 do for the Linux (wasm32: freestanding) form of each.
// Sources: the System V ABI and its processor supplements, the AAPCS, the WebAssembly C ABI (tool-conventions).

import { nearest } from './source/nearest.ts';

export type TargetName = 'wasm32' | 'x86_64' | 'i386' | 'aarch64' | 'arm' | 'riscv64' | 's390x' | 'ppc64';

export interface Target {
  readonly name: TargetName;
  readonly bigEndian: boolean;
  /** gcc compiles for it: where clang differs, gcc's layout is the one to follow. */
  readonly hasGcc: boolean;
  /** Bytes. */
  readonly pointer: number;
  readonly long: number;
  /** Alignments in bytes inside records. */
  readonly alignLongLong: number;
  readonly alignDouble: number;
  /** 0: the target has no `__int128`. */
  readonly alignInt128: number;
  readonly longDouble: { readonly size: number; readonly align: number };
  readonly charSigned: boolean;
  /** `-fshort-enums`: arm's AAPCS bare-metal default is not Linux's. */
  readonly shortEnums: boolean;
  /** `__BIGGEST_ALIGNMENT__`: `aligned` without an argument, bytes. */
  readonly maxAlign: number;
  /** Bytes: `_Atomic` of a power-of-two size up to this is aligned to its size, by gcc and clang alike. */
  readonly maxAtomic: number;
  /** Unnamed bit-fields, zero-width ones too, count for the alignment of their record (AAPCS 8.1.8, AAPCS64 10.1.8). */
  readonly unnamedBitFieldsAlign: boolean;
  /** `__builtin_va_list`. */
  readonly vaList: { readonly size: number; readonly align: number };
  readonly sizeType: 'unsigned int' | 'unsigned long';
  readonly ptrdiffType: 'int' | 'long';
  readonly wcharType: 'int' | 'unsigned int';
  readonly wintType: 'int' | 'unsigned int';
  /** What int64_t is. */
  readonly int64Type: 'long' | 'long long';
}

const lp64 = {
  bigEndian: false,
  hasGcc: true,
  pointer: 8,
  long: 8,
  alignLongLong: 8,
  alignDouble: 8,
  alignInt128: 16,
  longDouble: { size: 16, align: 16 },
  charSigned: false,
  shortEnums: false,
  maxAlign: 16,
  maxAtomic: 16,
  unnamedBitFieldsAlign: false,
  vaList: { size: 8, align: 8 },
  sizeType: 'unsigned long',
  ptrdiffType: 'long',
  wcharType: 'int',
  wintType: 'unsigned int',
  int64Type: 'long',
} as const;

const ilp32 = {
  ...lp64,
  pointer: 4,
  long: 4,
  alignInt128: 0,
  maxAtomic: 8,
  vaList: { size: 4, align: 4 },
  sizeType: 'unsigned int',
  ptrdiffType: 'int',
  int64Type: 'long long',
} as const;

export const targets: Readonly<Record<TargetName, Target>> = {
  wasm32: {
    ...ilp32,
    name: 'wasm32',
    hasGcc: false,
    alignInt128: 16,
    charSigned: true,
    sizeType: 'unsigned long',
    ptrdiffType: 'long',
    wintType: 'int',
  },
  x86_64: { ...lp64, name: 'x86_64', charSigned: true, vaList: { size: 24, align: 8 } },
  i386: {
    ...ilp32,
    name: 'i386',
    charSigned: true,
    alignLongLong: 4,
    alignDouble: 4,
    longDouble: { size: 12, align: 4 },
  },
  aarch64: {
    ...lp64,
    name: 'aarch64',
    unnamedBitFieldsAlign: true,
    vaList: { size: 32, align: 8 },
    wcharType: 'unsigned int',
  },
  arm: {
    ...ilp32,
    name: 'arm',
    longDouble: { size: 8, align: 8 },
    maxAlign: 8,
    unnamedBitFieldsAlign: true,
    wcharType: 'unsigned int',
  },
  riscv64: { ...lp64, name: 'riscv64' },
  s390x: {
    ...lp64,
    name: 's390x',
    bigEndian: true,
    alignInt128: 8,
    longDouble: { size: 16, align: 8 },
    maxAlign: 8,
    maxAtomic: 8,
    vaList: { size: 32, align: 8 },
  },
  ppc64: { ...lp64, name: 'ppc64', bigEndian: true, maxAtomic: 8 },
};

/** Other names the same targets go by, in QEMU and in triples. */
const aliases: ReadonlyMap<string, TargetName> = new Map([['powerpc64', 'ppc64']]);

export interface UnknownTarget {
  readonly unknown: string;
  /** The name that was probably meant, or, when none is near, all there are: the end of a sentence. */
  readonly hint: string;
}

/** The target of that name or alias (powerpc64); when there is none, a hint at what was probably meant. */
export function targetNamed(name: string): Target | UnknownTarget {
  const canonical = aliases.get(name) ?? name;
  if (Object.hasOwn(targets, canonical)) return targets[canonical as TargetName];
  const names = Object.keys(targets);
  const meant = nearest(name, [...names, ...aliases.keys()]);
  return { unknown: name, hint: meant === null ? `it is one of ${names.join(', ')}` : `did you mean "${meant}"?` };
}
