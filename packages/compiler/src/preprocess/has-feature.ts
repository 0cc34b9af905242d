// What __has_attribute, __has_c_attribute and __has_builtin answer: what the parser reads, or reads over, as gcc 12
// would have it.

import type { Target } from '../target.ts';

const ATTRIBUTES: ReadonlySet<string> = wordsOf(`
  access alias aligned alloc_align alloc_size always_inline artificial assume_aligned cleanup cold common
  const constructor copy deprecated designated_init destructor error externally_visible fallthrough flatten
  format format_arg gnu_inline hot ifunc leaf malloc may_alias mode naked no_address_safety_analysis no_icf
  no_instrument_function no_profile_instrument_function no_reorder no_sanitize no_sanitize_address
  no_sanitize_coverage no_sanitize_thread no_sanitize_undefined no_split_stack no_stack_limit
  no_stack_protector nocf_check noclone nocommon noinit noinline noipa nonnull nonstring noplt noreturn
  nothrow objc_nullability optimize packed patchable_function_entry persistent pure retain returns_nonnull
  returns_twice scalar_storage_order section sentinel simd stack_protect symver tainted_args target
  target_clones tls_model transaction_callable transaction_may_cancel_outer transaction_pure transaction_safe
  transaction_unsafe transaction_wrap transparent_union unavailable uninitialized unused used vector_size
  visibility warn_if_not_aligned warn_unused warn_unused_result warning weak weakref zero_call_used_regs
`);

/** Those of x86 alone: calling conventions, and what kernels say of their functions. */
const ATTRIBUTES_OF_X86: ReadonlySet<string> = wordsOf(`
  callee_pop_aggregate_return cdecl fastcall fentry_name fentry_section force_align_arg_pointer function_return
  gcc_struct indirect_branch indirect_return interrupt ms_abi ms_hook_prologue ms_struct no_caller_saved_registers
  nodirect_extern_access regparm sseregparm stdcall sysv_abi thiscall
`);

/** C2x attributes of gcc 12 and the date each has. */
const STANDARD_ATTRIBUTES: ReadonlyMap<string, number> = new Map([
  ['deprecated', 201904],
  ['fallthrough', 201910],
  ['maybe_unused', 202106],
  ['nodiscard', 202003],
  ['noreturn', 202202],
  ['_Noreturn', 202202],
]);

export function hasAttribute(name: string, target: Target): boolean {
  const plain = name.replace(/^(?:gnu|__gnu__)::/, '').replace(/^__(.+)__$/, '$1');
  if (ATTRIBUTES_OF_X86.has(plain)) return target.name === 'x86_64' || target.name === 'i386';
  return ATTRIBUTES.has(plain) || (plain === name && STANDARD_ATTRIBUTES.has(name));
}

/** 0 without it. */
export function hasStandardAttribute(name: string, target: Target): number {
  if (/^(?:gnu|__gnu__)::/.test(name)) return hasAttribute(name, target) ? 1 : 0;
  return STANDARD_ATTRIBUTES.get(name.replace(/^__(.+)__$/, '$1')) ?? 0;
}

/** C's mathematics, each with the forms for float and long double: `sin`, `sinf`, `sinl`. */
const MATHEMATICS: ReadonlySet<string> = inThreeForms(`
  acos acosh asin asinh atan atan2 atanh cabs cacos cacosh carg casin casinh catan catanh cbrt ccos ccosh ceil
  cexp cimag clog clog10 conj copysign cos cosh cpow cproj creal csin csinh csqrt ctan ctanh drem erf erfc exp
  exp10 exp2 expm1 fabs fdim finite floor fma fmax fmin fmod frexp gamma hypot ilogb isinf isnan j0 j1 jn
  ldexp lgamma llrint llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter nexttoward
  pow pow10 remainder remquo rint round roundeven scalb scalbln scalbn signbit significand sin sincos sinh
  sqrt tan tanh tgamma trunc y0 y1 yn
`);

/** Functions of C's and POSIX's libraries that gcc knows by their own names, too. */
const LIBRARY: ReadonlySet<string> = wordsOf(`
  _Exit _exit abort abs aligned_alloc alloca bcmp bcopy bzero calloc dcgettext dgettext execl execle execlp
  execv execve execvp exit feclearexcept fegetenv fegetexceptflag fegetround feholdexcept feraiseexcept
  fesetenv fesetexceptflag fesetround fetestexcept feupdateenv ffs ffsimax ffsl ffsll fork fprintf
  fprintf_unlocked fputc fputc_unlocked fputs fputs_unlocked free fscanf fwrite fwrite_unlocked gamma_r
  gammaf_r gammal_r gettext imaxabs index isalnum isalpha isascii isblank iscntrl isdigit isgraph islower
  isprint ispunct isspace isupper iswalnum iswalpha iswblank iswcntrl iswdigit iswgraph iswlower iswprint
  iswpunct iswspace iswupper iswxdigit isxdigit labs lgamma_r lgammaf_r lgammal_r llabs malloc memchr memcmp
  memcpy memmove mempcpy memset posix_memalign printf printf_unlocked putc putc_unlocked putchar
  putchar_unlocked puts puts_unlocked realloc rindex scanf snprintf sprintf sscanf stpcpy stpncpy strcasecmp
  strcat strchr strcmp strcpy strcspn strdup strfmon strftime strlen strncasecmp strncat strncmp strncpy
  strndup strnlen strpbrk strrchr strspn strstr toascii tolower toupper towlower towupper vfprintf vfscanf
  vprintf vscanf vsnprintf vsprintf vsscanf
`);

/** Those of which glibc has a form that checks the size of the destination: `__builtin___memcpy_chk`. */
const CHECKED: ReadonlySet<string> = wordsOf(`
  fprintf memcpy memmove mempcpy memset printf snprintf sprintf stpcpy stpncpy strcat strcpy strncat strncpy
  vfprintf vprintf vsnprintf vsprintf
`);

/** What is there with the prefix `__builtin_` alone. */
const BUILTINS: ReadonlySet<string> = wordsOf(`
  FILE FUNCTION LINE __clear_cache add_overflow add_overflow_p alloca_with_align apply_args assume_aligned
  bswap128 bswap16 bswap32 bswap64 choose_expr classify_type clear_padding clrsb clrsbimax clrsbl clrsbll clz
  clzimax clzl clzll constant_p convertvector cpu_init cpu_is cpu_supports ctz ctzimax ctzl ctzll
  dynamic_object_size expect expect_with_probability extract_return_addr fpclassify frame_address
  has_attribute isfinite isgreater isgreaterequal isinf_sign isless islessequal islessgreater isnormal isunordered longjmp mul_overflow
  mul_overflow_p object_size offsetof parity parityimax parityl parityll popcount popcountimax popcountl
  popcountll prefetch return_address sadd_overflow saddl_overflow saddll_overflow set_thread_pointer setjmp
  shuffle shufflevector smul_overflow smull_overflow smulll_overflow speculation_safe_value ssub_overflow
  ssubl_overflow ssubll_overflow stack_restore stack_save sub_overflow sub_overflow_p thread_pointer trap
  types_compatible_p uadd_overflow uaddl_overflow uaddll_overflow umul_overflow umull_overflow umulll_overflow
  unreachable usub_overflow usubl_overflow usubll_overflow va_arg_pack va_arg_pack_len va_copy va_end va_start
`);

const FLOATING: ReadonlySet<string> = inThreeForms(
  'cexpi huge_val iceil ifloor inf irint iround lceil lfloor llceil llfloor nans powi',
);

export function hasBuiltin(name: string): boolean {
  if (/^__(?:sync|atomic)_/.test(name)) return true;
  const plain = name.replace(/^__builtin_/, '');
  if (LIBRARY.has(plain) || MATHEMATICS.has(plain)) return true;
  if (plain === name) return false;
  const [, checked = ''] = /^__(.+)_chk$/.exec(plain) ?? [];
  return BUILTINS.has(plain) || FLOATING.has(plain) || CHECKED.has(checked);
}

function inThreeForms(text: string): Set<string> {
  return new Set([...wordsOf(text)].flatMap((word) => [word, `${word}f`, `${word}l`]));
}

function wordsOf(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
