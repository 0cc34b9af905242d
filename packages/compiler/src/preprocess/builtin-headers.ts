// The headers that come with a compiler (C11 4p6), those that declare its integers, and some of the library's, as text.
// Rule: written in terms of predefined macros, so one text serves every target. They are searched last: system headers
// that -I gives win, and may reach these by #include_next or by glibc's `__need_…` protocol, as they reach gcc's.

import { LIBRARY_HEADERS } from './library-headers.ts';

/** The folder that built-in headers appear to be in; no real path begins so. */
export const BUILTIN_FOLDER = '<builtin>/';

/** The text of a built-in header; null if there is none of that name. */
export function builtinHeader(name: string): string | null {
  return Object.hasOwn(HEADERS, name) ? HEADERS[name] : null;
}

const STDDEF = `
#if !defined _STDDEF_H && !defined __need_size_t && !defined __need_ptrdiff_t && !defined __need_wchar_t \\
  && !defined __need_wint_t && !defined __need_NULL
#define _STDDEF_H
#define __need_size_t
#define __need_ptrdiff_t
#define __need_wchar_t
#define __need_NULL
#define offsetof(type, member) __builtin_offsetof(type, member)
typedef struct {
  long long __max_align_ll __attribute__((__aligned__(__alignof__(long long))));
  long double __max_align_ld __attribute__((__aligned__(__alignof__(long double))));
#ifdef __i386__
  __float128 __max_align_f128 __attribute__((__aligned__(__alignof__(__float128))));
#endif
} max_align_t;
#endif
#if defined __need_size_t && !defined __qidl_size_t
#define __qidl_size_t
typedef __SIZE_TYPE__ size_t;
#endif
#if defined __need_ptrdiff_t && !defined __qidl_ptrdiff_t
#define __qidl_ptrdiff_t
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#endif
#if defined __need_wchar_t && !defined __qidl_wchar_t
#define __qidl_wchar_t
typedef __WCHAR_TYPE__ wchar_t;
#endif
#if defined __need_wint_t && !defined __qidl_wint_t
#define __qidl_wint_t
typedef __WINT_TYPE__ wint_t;
#endif
#ifdef __need_NULL
#undef NULL
#define NULL ((void *)0)
#endif
#undef __need_size_t
#undef __need_ptrdiff_t
#undef __need_wchar_t
#undef __need_wint_t
#undef __need_NULL
`;

const STDARG = `
#ifndef __qidl_gnuc_va_list
#define __qidl_gnuc_va_list
#define __GNUC_VA_LIST
typedef __builtin_va_list __gnuc_va_list;
#endif
#if !defined _STDARG_H && !defined __need___va_list
#define _STDARG_H
#define _VA_LIST_DEFINED
typedef __gnuc_va_list va_list;
#define va_start(list, last) __builtin_va_start(list, last)
#define va_end(list) __builtin_va_end(list)
#define va_arg(list, type) __builtin_va_arg(list, type)
#define va_copy(to, from) __builtin_va_copy(to, from)
#endif
#undef __need___va_list
`;

const WIDTHS = ['8', '16', '32', '64'] as const;

const each = (lines: (width: string) => string): string => WIDTHS.map(lines).join('');

const STDINT = `
#ifndef _STDINT_H
#define _STDINT_H
#define _GCC_STDINT_H
${each((n) => `typedef __INT${n}_TYPE__ int${n}_t;\ntypedef __UINT${n}_TYPE__ uint${n}_t;\n`)}${each(
  (n) => `typedef __INT_LEAST${n}_TYPE__ int_least${n}_t;\ntypedef __UINT_LEAST${n}_TYPE__ uint_least${n}_t;\n`,
)}${each((n) => `typedef __INT_FAST${n}_TYPE__ int_fast${n}_t;\ntypedef __UINT_FAST${n}_TYPE__ uint_fast${n}_t;\n`)}
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __INTMAX_TYPE__ intmax_t;
typedef __UINTMAX_TYPE__ uintmax_t;
${each((n) =>
  ['', '_LEAST', '_FAST']
    .map(
      (kind) => `#define INT${kind}${n}_MAX __INT${kind}${n}_MAX__
#define INT${kind}${n}_MIN (-__INT${kind}${n}_MAX__ - 1)
#define UINT${kind}${n}_MAX __UINT${kind}${n}_MAX__
`,
    )
    .join(''),
)}${['INTPTR', 'INTMAX']
  .map(
    (name) => `#define ${name}_MAX __${name}_MAX__
#define ${name}_MIN (-__${name}_MAX__ - 1)
#define U${name}_MAX __U${name}_MAX__
`,
  )
  .join('')}#define PTRDIFF_MAX __PTRDIFF_MAX__
#define PTRDIFF_MIN (-__PTRDIFF_MAX__ - 1)
#define SIG_ATOMIC_MAX __SIG_ATOMIC_MAX__
#define SIG_ATOMIC_MIN __SIG_ATOMIC_MIN__
#define SIZE_MAX __SIZE_MAX__
#define WCHAR_MAX __WCHAR_MAX__
#define WCHAR_MIN __WCHAR_MIN__
#define WINT_MAX __WINT_MAX__
#define WINT_MIN __WINT_MIN__
${each((n) => `#define INT${n}_C(c) __INT${n}_C(c)\n#define UINT${n}_C(c) __UINT${n}_C(c)\n`)}#define INTMAX_C(c) __INTMAX_C(c)
#define UINTMAX_C(c) __UINTMAX_C(c)
#endif
`;

/** PRId8 … SCNxPTR: by type, the length modifier; 64 bits depend on whether long has them. */
function formats(): string {
  const lines: string[] = [];
  const lengths = [
    ...WIDTHS.flatMap((n) => [n, `LEAST${n}`]).map((type): [string, string] => [type, lengthOf(type)]),
    ['FAST8', '"hh"'],
    ['FAST16', '__QIDL_FAST'],
    ['FAST32', '__QIDL_FAST'],
    ['FAST64', '__QIDL_64'],
    ['MAX', '__QIDL_64'],
    ['PTR', '__QIDL_PTR'],
  ];
  for (const [type, length] of lengths) {
    for (const conversion of 'diouxX') lines.push(`#define PRI${conversion}${type} ${length} "${conversion}"`);
    for (const conversion of 'dioux') lines.push(`#define SCN${conversion}${type} ${length} "${conversion}"`);
  }
  return lines.join('\n');
}

function lengthOf(type: string): string {
  if (type.endsWith('64')) return '__QIDL_64';
  return type.endsWith('16') ? '"h"' : type.endsWith('8') ? '"hh"' : '';
}

const INTTYPES = `
#ifndef _INTTYPES_H
#define _INTTYPES_H
#include <stdint.h>
#if __LONG_WIDTH__ == 64
#define __QIDL_64 "l"
#define __QIDL_FAST "l"
#else
#define __QIDL_64 "ll"
#define __QIDL_FAST
#endif
#if __INTPTR_WIDTH__ == 64 || defined __wasm__
#define __QIDL_PTR "l"
#else
#define __QIDL_PTR
#endif
${formats()}
typedef struct { intmax_t quot, rem; } imaxdiv_t;
intmax_t imaxabs(intmax_t);
imaxdiv_t imaxdiv(intmax_t, intmax_t);
intmax_t strtoimax(const char *, char **, int);
uintmax_t strtoumax(const char *, char **, int);
#endif
`;

const LIMITS = `
#ifndef _GCC_LIMITS_H_
#define _GCC_LIMITS_H_
#undef MB_LEN_MAX
#define MB_LEN_MAX 16
#define CHAR_BIT __CHAR_BIT__
#define SCHAR_MAX __SCHAR_MAX__
#define SCHAR_MIN (-SCHAR_MAX - 1)
#define UCHAR_MAX (SCHAR_MAX * 2 + 1)
#ifdef __CHAR_UNSIGNED__
#define CHAR_MIN 0
#define CHAR_MAX UCHAR_MAX
#else
#define CHAR_MIN SCHAR_MIN
#define CHAR_MAX SCHAR_MAX
#endif
#define SHRT_MAX __SHRT_MAX__
#define SHRT_MIN (-SHRT_MAX - 1)
#define USHRT_MAX (SHRT_MAX * 2 + 1)
#define INT_MAX __INT_MAX__
#define INT_MIN (-INT_MAX - 1)
#define UINT_MAX (INT_MAX * 2U + 1U)
#define LONG_MAX __LONG_MAX__
#define LONG_MIN (-LONG_MAX - 1L)
#define ULONG_MAX (LONG_MAX * 2UL + 1UL)
#define LLONG_MAX __LONG_LONG_MAX__
#define LLONG_MIN (-LLONG_MAX - 1LL)
#define ULLONG_MAX (LLONG_MAX * 2ULL + 1ULL)
#endif
`;

const FLOAT_LIMITS: readonly string[] =
  'DECIMAL_DIG DIG EPSILON MANT_DIG MAX MAX_10_EXP MAX_EXP MIN MIN_10_EXP MIN_EXP'.split(' ');

const FLOAT = `
#ifndef _FLOAT_H___
#define _FLOAT_H___
#define FLT_RADIX __FLT_RADIX__
#define FLT_EVAL_METHOD __FLT_EVAL_METHOD__
#define FLT_ROUNDS 1
#define DECIMAL_DIG __DECIMAL_DIG__
${['FLT', 'DBL', 'LDBL']
  .map(
    (type) => `${FLOAT_LIMITS.map((name) => `#define ${type}_${name} __${type}_${name}__`).join('\n')}
#define ${type}_TRUE_MIN __${type}_DENORM_MIN__
#define ${type}_HAS_SUBNORM __${type}_HAS_DENORM__
`,
  )
  .join('')}#endif
`;

/** C11 7.27. `struct tm` has the members beyond C's nine that glibc and musl give it: its size is theirs. */
const TIME = `
#ifndef _TIME_H
#define _TIME_H
#define __need_size_t
#define __need_NULL
#include <stddef.h>
typedef long clock_t;
#ifdef __wasm__
typedef long long time_t;
#else
typedef long time_t;
#endif
struct tm {
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
  long tm_gmtoff;
  const char *tm_zone;
};
struct timespec {
  time_t tv_sec;
  long tv_nsec;
};
#endif
`;

const HEADERS: Readonly<Record<string, string>> = {
  // The compiler recognises the markers by itself.
  'qidl.h': '',
  'qidl-2012.h': '',
  ...LIBRARY_HEADERS,
  'stddef.h': STDDEF,
  'stdarg.h': STDARG,
  'stdint.h': STDINT,
  'inttypes.h': INTTYPES,
  'limits.h': LIMITS,
  'float.h': FLOAT,
  'time.h': TIME,
  'stdbool.h': `
#ifndef _STDBOOL_H
#define _STDBOOL_H
#define bool _Bool
#define true 1
#define false 0
#define __bool_true_false_are_defined 1
#endif
`,
  'stdalign.h': `
#ifndef _STDALIGN_H
#define _STDALIGN_H
#define alignas _Alignas
#define alignof _Alignof
#define __alignas_is_defined 1
#define __alignof_is_defined 1
#endif
`,
  'stdnoreturn.h': `
#ifndef _STDNORETURN_H
#define _STDNORETURN_H
#define noreturn _Noreturn
#endif
`,
};
