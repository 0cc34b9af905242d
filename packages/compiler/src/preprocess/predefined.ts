// In: a target and the command line's -D and -U. Out: the macros that are defined before the first line.
// Rule: what `gcc -dM -E` (12, gnu17, hosted Linux; wasm32: clang's) predefines and headers ask for, derived from the
// target's data; as text, so that it is read like any other header. `__QIDL__` tells who reads. Date and time are
// those of the epoch: the same header gives the same module on every day.

import type { Target, TargetName } from '../target.ts';
import { FLOATING_TYPES } from './predefined-float.ts';

/** The lines of #defines for a target. */
export function predefinedText(target: Target): string {
  const macros = new Map<string, string>([
    ...Object.entries(COMMON),
    ...integerMacros(target),
    ...floatMacros(target),
    ...Object.entries(ADDRESSES[target.name]),
    ...Object.entries(target.name === 'wasm32' ? {} : LINUX),
    ...Object.entries(MACHINE[target.name]),
  ]);
  return [...macros].map(([name, value]) => `#define ${name} ${value}\n`).join('');
}

/** The lines that -D and -U stand for, in that order. */
export function commandLineText(
  define: Readonly<Record<string, string | true>> | undefined,
  undefine: readonly string[] | undefined,
): string {
  if (define === undefined && undefine === undefined) return '';
  const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
  const defines = Object.entries(define ?? {}).map(
    ([name, value]) => `#define ${oneLine(name)} ${value === true ? '1' : oneLine(value)}\n`,
  );
  return [...defines, ...(undefine ?? []).map((name) => `#undef ${oneLine(name)}\n`)].join('');
}

const COMMON: Readonly<Record<string, string>> = {
  __QIDL__: '1',
  __STDC__: '1',
  __STDC_VERSION__: '201710L',
  __STDC_HOSTED__: '1',
  __STDC_UTF_16__: '1',
  __STDC_UTF_32__: '1',
  __STDC_IEC_559__: '1',
  __STDC_IEC_559_COMPLEX__: '1',
  __STDC_IEC_60559_BFP__: '201404L',
  __STDC_IEC_60559_COMPLEX__: '201404L',
  __STDC_ISO_10646__: '201706L',
  __DATE__: '"Jan  1 1970"',
  __TIME__: '"00:00:00"',
  __TIMESTAMP__: '"Thu Jan  1 00:00:00 1970"',
  __GNUC__: '12',
  __GNUC_MINOR__: '2',
  __GNUC_PATCHLEVEL__: '0',
  __GNUC_STDC_INLINE__: '1',
  __GXX_ABI_VERSION: '1017',
  __VERSION__: '"12.2.0"',
  __NO_INLINE__: '1',
  __FINITE_MATH_ONLY__: '0',
  __USER_LABEL_PREFIX__: '',
  __REGISTER_PREFIX__: '',
  __PRAGMA_REDEFINE_EXTNAME: '1',
  __HAVE_SPECULATION_SAFE_VALUE: '1',
  __GCC_IEC_559: '2',
  __GCC_IEC_559_COMPLEX: '2',
  __GCC_HAVE_DWARF2_CFI_ASM: '1',
  __CHAR_BIT__: '8',
  __CHAR16_TYPE__: 'short unsigned int',
  __CHAR32_TYPE__: 'unsigned int',
  __ORDER_LITTLE_ENDIAN__: '1234',
  __ORDER_BIG_ENDIAN__: '4321',
  __ORDER_PDP_ENDIAN__: '3412',
  __ATOMIC_RELAXED: '0',
  __ATOMIC_CONSUME: '1',
  __ATOMIC_ACQUIRE: '2',
  __ATOMIC_RELEASE: '3',
  __ATOMIC_ACQ_REL: '4',
  __ATOMIC_SEQ_CST: '5',
  ...lockFree(['BOOL', 'CHAR', 'CHAR16_T', 'CHAR32_T', 'INT', 'LLONG', 'LONG', 'POINTER', 'SHORT', 'WCHAR_T']),
  __GCC_ATOMIC_TEST_AND_SET_TRUEVAL: '1',
  __GCC_HAVE_SYNC_COMPARE_AND_SWAP_1: '1',
  __GCC_HAVE_SYNC_COMPARE_AND_SWAP_2: '1',
  __GCC_HAVE_SYNC_COMPARE_AND_SWAP_4: '1',
  __GCC_HAVE_SYNC_COMPARE_AND_SWAP_8: '1',
};

const LINUX: Readonly<Record<string, string>> = ones(
  '__ELF__ __gnu_linux__ __linux __linux__ linux __unix __unix__ unix',
);

const LP64 = ones('__LP64__ _LP64');
const ILP32 = ones('__ILP32__ _ILP32');

const ADDRESSES: Readonly<Record<TargetName, Readonly<Record<string, string>>>> = {
  wasm32: ILP32,
  x86_64: LP64,
  i386: ILP32,
  aarch64: LP64,
  arm: {},
  riscv64: LP64,
  s390x: LP64,
  ppc64: LP64,
};

const FAST_FMA: Readonly<Record<string, string>> = ones(
  '__FP_FAST_FMA __FP_FAST_FMAF __FP_FAST_FMAF32 __FP_FAST_FMAF32x __FP_FAST_FMAF64',
);

const X86: Readonly<Record<string, string>> = {
  __SEG_FS: '1',
  __SEG_GS: '1',
  __GCC_ASM_FLAG_OUTPUTS__: '1',
  __ATOMIC_HLE_ACQUIRE: '65536',
  __ATOMIC_HLE_RELEASE: '131072',
};

const MACHINE: Readonly<Record<TargetName, Readonly<Record<string, string>>>> = {
  wasm32: ones('__wasm __wasm__ __wasm32 __wasm32__'),
  x86_64: {
    ...X86,
    ...ones('__x86_64 __x86_64__ __amd64 __amd64__ __k8 __k8__ __code_model_small__'),
    ...ones('__MMX__ __SSE__ __SSE2__ __SSE_MATH__ __SSE2_MATH__ __MMX_WITH_SSE__ __FXSR__'),
    __SIZEOF_FLOAT80__: '16',
    __SIZEOF_FLOAT128__: '16',
  },
  i386: {
    ...X86,
    ...ones('i386 __i386 __i386__ __i686 __i686__ __pentiumpro __pentiumpro__ __code_model_32__'),
    __SIZEOF_FLOAT80__: '12',
    __SIZEOF_FLOAT128__: '16',
  },
  aarch64: {
    ...ones('__aarch64__ __AARCH64EL__ __AARCH64_CMODEL_SMALL__ __ARM_64BIT_STATE __ARM_ARCH_8A'),
    ...ones('__ARM_ARCH_ISA_A64 __ARM_NEON __ARM_PCS_AAPCS64 __GCC_ASM_FLAG_OUTPUTS__'),
    ...ones('__ARM_FEATURE_CLZ __ARM_FEATURE_FMA __ARM_FEATURE_IDIV __ARM_FEATURE_NUMERIC_MAXMIN'),
    ...ones('__ARM_FEATURE_UNALIGNED __ARM_FP16_ARGS __ARM_FP16_FORMAT_IEEE __GCC_HAVE_SYNC_COMPARE_AND_SWAP_16'),
    ...FAST_FMA,
    __ARM_ALIGN_MAX_PWR: '28',
    __ARM_ALIGN_MAX_STACK_PWR: '16',
    __FLT_EVAL_METHOD_C99__: '0',
    __ARM_ARCH: '8',
    __ARM_ARCH_PROFILE: '65',
    __ARM_FP: '14',
    __ARM_SIZEOF_MINIMAL_ENUM: '4',
    __ARM_SIZEOF_WCHAR_T: '4',
  },
  arm: {
    ...ones('__arm__ __arm __ARMEL__ __ARM_EABI__ __APCS_32__ __ARM_32BIT_STATE __ARM_ARCH_7A__ __ARM_ARCH_ISA_ARM'),
    ...ones('__ARM_PCS __ARM_PCS_VFP __VFP_FP__ __THUMB_INTERWORK__ __thumb__ __thumb2__ __THUMBEL__'),
    ...ones('__ARM_ASM_SYNTAX_UNIFIED__ __ARM_FEATURE_CLZ __ARM_FEATURE_DSP __ARM_FEATURE_QBIT __ARM_FEATURE_SAT'),
    ...ones('__ARM_FEATURE_SIMD32 __ARM_FEATURE_UNALIGNED __GCC_ASM_FLAG_OUTPUTS__'),
    __ARM_ARCH: '7',
    __ARM_FEATURE_COPROC: '15',
    __ARM_FEATURE_LDREX: '15',
    __ARM_ARCH_ISA_THUMB: '2',
    __ARM_ARCH_PROFILE: '65',
    __ARM_FP: '12',
    __ARM_SIZEOF_MINIMAL_ENUM: '4',
    __ARM_SIZEOF_WCHAR_T: '4',
  },
  riscv64: {
    ...ones('__riscv __riscv_float_abi_double __riscv_atomic __riscv_mul __riscv_div __riscv_muldiv'),
    ...ones('__riscv_compressed __riscv_fdiv __riscv_fsqrt __riscv_cmodel_medlow'),
    ...FAST_FMA,
    __riscv_arch_test: '1',
    __riscv_i: '2001000',
    __riscv_m: '2000000',
    __riscv_a: '2001000',
    __riscv_f: '2002000',
    __riscv_d: '2002000',
    __riscv_c: '2000000',
    __riscv_zicsr: '2000000',
    __riscv_zifencei: '2000000',
    __riscv_xlen: '64',
    __riscv_flen: '64',
  },
  s390x: {
    ...ones('__s390__ __s390x__ __zarch__ __LONG_DOUBLE_128__ __GCC_HAVE_SYNC_COMPARE_AND_SWAP_16'),
    ...FAST_FMA,
    __ARCH__: '9',
  },
  ppc64: {
    ...ones('__powerpc__ __powerpc64__ __PPC__ __PPC64__ _ARCH_PPC _ARCH_PPC64 _CALL_ELF _CALL_LINUX _BIG_ENDIAN'),
    ...ones('_ARCH_PPCGR _ARCH_PPCSQ _ARCH_PWR4 _CALL_AIX _CALL_AIXDESC __CMODEL_MEDIUM__ __HAVE_BSWAP__'),
    ...ones('__BIG_ENDIAN__ __LONG_DOUBLE_128__ __LONG_DOUBLE_IBM128__ __LONGDOUBLE128'),
    ...FAST_FMA,
    __SIZEOF_IBM128__: '16',
    __STRUCT_PARM_ALIGN__: '16',
  },
};

/** Names that are defined as 1. */
function ones(names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, '1']));
}

/** One integer type: gcc's spelling, and the suffix of its constants. */
interface IntegerType {
  readonly type: string;
  readonly bits: number;
  readonly signed: boolean;
  readonly suffix: string;
}

function integerMacros(target: Target): [name: string, value: string][] {
  const { long, pointer } = target;
  const make = (type: string, bits: number, signed: boolean, suffix: string): IntegerType => ({
    type,
    bits,
    signed,
    suffix,
  });
  const int = make('int', 32, true, '');
  const uint = make('unsigned int', 32, false, 'U');
  const longs = [make('long int', long * 8, true, 'L'), make('long unsigned int', long * 8, false, 'UL')] as const;
  const longLongs = [make('long long int', 64, true, 'LL'), make('long long unsigned int', 64, false, 'ULL')] as const;
  const exact64 = target.int64Type === 'long' ? longs : longLongs;
  const chars = [make('signed char', 8, true, ''), make('unsigned char', 8, false, '')] as const;
  const shorts = [make('short int', 16, true, ''), make('short unsigned int', 16, false, '')] as const;
  const ints = [int, uint] as const;
  const size = target.sizeType === 'unsigned long' ? longs : ints;
  const fast = pointer === 8 ? longs : ints;
  // Freestanding clang has the least types as the fast ones.
  const fast16 = target.name === 'wasm32' ? shorts : fast;
  const wchar = target.wcharType === 'int' ? int : uint;
  const wint = target.wintType === 'int' ? int : uint;
  return [
    ...limits('SCHAR', chars[0]),
    ...limits('SHRT', shorts[0]),
    ...limits('INT', int),
    ...limits('LONG', longs[0]),
    ...limits('LONG_LONG', longLongs[0]),
    ...pair('INT8', chars),
    ...pair('INT16', shorts),
    ...pair('INT32', ints),
    ...pair('INT64', exact64),
    ...pair('INT_LEAST8', chars),
    ...pair('INT_LEAST16', shorts),
    ...pair('INT_LEAST32', ints),
    ...pair('INT_LEAST64', exact64),
    ...pair('INT_FAST8', chars),
    ...pair('INT_FAST16', fast16),
    ...pair('INT_FAST32', fast),
    ...pair('INT_FAST64', exact64),
    ...pair('INTPTR', size),
    ...pair('INTMAX', exact64),
    ...typed('SIZE', size[1]),
    ...typed('PTRDIFF', size[0]),
    ...typed('WCHAR', wchar),
    ...typed('WINT', wint),
    ...typed('SIG_ATOMIC', int),
    ['__WCHAR_MIN__', wchar.signed ? '(-__WCHAR_MAX__ - 1)' : '0U'],
    ['__WINT_MIN__', wint.signed ? '(-__WINT_MAX__ - 1)' : '0U'],
    ['__SIG_ATOMIC_MIN__', '(-__SIG_ATOMIC_MAX__ - 1)'],
    ...(target.charSigned ? [] : [['__CHAR_UNSIGNED__', '1'] as [string, string]]),
    ...constants('INT8', chars),
    ...constants('INT16', shorts),
    ...constants('INT32', ints),
    ...constants('INT64', exact64),
    ...constants('INTMAX', exact64),
    ...sizes(target),
  ];
}

function sizes(target: Target): [string, string][] {
  const bytes = {
    SHORT: 2,
    INT: 4,
    LONG: target.long,
    LONG_LONG: 8,
    POINTER: target.pointer,
    SIZE_T: target.pointer,
    PTRDIFF_T: target.pointer,
    WCHAR_T: 4,
    WINT_T: 4,
    FLOAT: 4,
    DOUBLE: 8,
    LONG_DOUBLE: target.longDouble.size,
    ...(target.alignInt128 > 0 ? { INT128: 16 } : {}),
  };
  const order = target.bigEndian ? '__ORDER_BIG_ENDIAN__' : '__ORDER_LITTLE_ENDIAN__';
  return [
    ...Object.entries(bytes).map(([name, size]): [string, string] => [`__SIZEOF_${name}__`, String(size)]),
    ['__BYTE_ORDER__', order],
    ['__FLOAT_WORD_ORDER__', order],
    ['__BIGGEST_ALIGNMENT__', String(target.maxAlign)],
  ];
}

function maximum({ bits, signed, suffix }: IntegerType): string {
  return `0x${((1n << BigInt(signed ? bits - 1 : bits)) - 1n).toString(16)}${suffix}`;
}

function limits(name: string, type: IntegerType): [string, string][] {
  return [
    [`__${name}_MAX__`, maximum(type)],
    [`__${name}_WIDTH__`, String(type.bits)],
  ];
}

function typed(name: string, type: IntegerType): [string, string][] {
  return [[`__${name}_TYPE__`, type.type], ...limits(name, type)];
}

/** `__INT8_TYPE__` and `__UINT8_TYPE__` with their limits; only the signed one has a width. */
function pair(name: string, [signed, unsigned]: readonly [IntegerType, IntegerType]): [string, string][] {
  const exact = /^INT\d/.test(name);
  return [
    [`__${name}_TYPE__`, signed.type],
    [`__${name}_MAX__`, maximum(signed)],
    ...(exact ? [] : [[`__${name}_WIDTH__`, String(signed.bits)] as [string, string]]),
    [`__U${name}_TYPE__`, unsigned.type],
    [`__U${name}_MAX__`, maximum(unsigned)],
  ];
}

function constants(name: string, types: readonly [IntegerType, IntegerType]): [string, string][] {
  return types.map(({ signed, suffix }) => [
    `__${signed ? '' : 'U'}${name}_C(c)`,
    suffix === '' ? 'c' : `c ## ${suffix}`,
  ]);
}

function lockFree(types: readonly string[]): Record<string, string> {
  return Object.fromEntries(types.map((type) => [`__GCC_ATOMIC_${type}_LOCK_FREE`, '2']));
}

function floatMacros({ name, longDouble }: Target): [string, string][] {
  const extended =
    longDouble.size === 8
      ? 'binary64'
      : name === 'ppc64'
        ? 'double-double'
        : name === 'x86_64' || name === 'i386'
          ? 'x87'
          : 'binary128';
  const method = name === 'i386' ? '2' : '0';
  return [
    ['__FLT_RADIX__', '2'],
    ['__FLT_EVAL_METHOD__', method],
    ['__FLT_EVAL_METHOD_TS_18661_3__', method],
    ['__DECIMAL_DIG__', FLOATING_TYPES[extended].DECIMAL_DIG],
    ...floatType('FLT', 'F', 'binary32'),
    ...floatType('DBL', '', 'binary64'),
    ...floatType('LDBL', 'L', extended),
  ];
}

function floatType(prefix: string, suffix: string, format: keyof typeof FLOATING_TYPES): [string, string][] {
  const real = ['MAX', 'MIN', 'EPSILON', 'DENORM_MIN'];
  const values = Object.entries(FLOATING_TYPES[format]).map(([name, value]): [string, string] => {
    const constant = prefix === 'DBL' ? `((double)${value}L)` : value + suffix;
    return [`__${prefix}_${name}__`, real.includes(name) ? constant : value];
  });
  const has = ['HAS_DENORM', 'HAS_INFINITY', 'HAS_QUIET_NAN'].map((name): [string, string] => [
    `__${prefix}_${name}__`,
    '1',
  ]);
  return [...values, ...has];
}
