// What __has_attribute, __has_c_attribute and __has_builtin answer: what the parser reads, or reads over, as gcc 12
// would have it.

const ATTRIBUTES: ReadonlySet<string> = wordsOf(`
  access alias aligned alloc_align alloc_size always_inline artificial assume_aligned cleanup cold common const
  constructor copy deprecated designated_init destructor error externally_visible fallthrough flatten format
  format_arg gnu_inline hot ifunc leaf malloc may_alias mode naked no_icf no_instrument_function
  no_profile_instrument_function no_reorder no_sanitize no_sanitize_address no_sanitize_undefined no_split_stack
  no_stack_protector noclone nocommon noinline noinit noipa nonnull nonstring noplt noreturn nothrow
  objc_nullability optimize packed patchable_function_entry persistent pure retain returns_nonnull returns_twice
  scalar_storage_order section sentinel simd stack_protect symver target target_clones tls_model transparent_union
  unavailable uninitialized unused used vector_size visibility warn_if_not_aligned warn_unused_result warning weak
  weakref zero_call_used_regs
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

export function hasAttribute(name: string): boolean {
  const plain = name.replace(/^(?:gnu|__gnu__)::/, '').replace(/^__(.+)__$/, '$1');
  return ATTRIBUTES.has(plain) || (plain === name && STANDARD_ATTRIBUTES.has(name));
}

/** 0 without it. */
export function hasStandardAttribute(name: string): number {
  if (/^(?:gnu|__gnu__)::/.test(name)) return hasAttribute(name) ? 1 : 0;
  return STANDARD_ATTRIBUTES.get(name.replace(/^__(.+)__$/, '$1')) ?? 0;
}

/** gcc's `__builtin_…` functions that headers may want to know of. */
const BUILTINS: ReadonlySet<string> = wordsOf(`
  abort abs acos add_overflow add_overflow_p alloca alloca_with_align asin assume_aligned atan atan2 bswap128
  bswap16 bswap32 bswap64 cabs calloc ceil choose_expr classify_type clear_padding clrsb clrsbl clrsbll clz clzl
  clzll constant_p convertvector copysign cos cosh cpu_init cpu_is cpu_supports ctz ctzl ctzll dynamic_object_size
  exp exp2 expect expect_with_probability extract_return_addr fabs fabsf fabsl ffs ffsl ffsll FILE floor fma fmax
  fmin fmod fprintf fputc fputs frame_address free frexp FUNCTION fwrite huge_val huge_valf huge_vall inf inff
  infl isalnum isalpha isfinite isgreater isinf isinf_sign isless islessgreater isnan isnormal isunordered labs
  ldexp LINE llabs llrint llround log log10 log1p log2 logb longjmp lrint lround malloc memchr memcmp memcpy
  memmove mempcpy memset modf mul_overflow mul_overflow_p nan nanf nanl nans nansf nearbyint nexttoward
  object_size offsetof parity parityl parityll popcount popcountl popcountll pow powi powif prefetch printf
  putchar puts realloc return_address rint round sadd_overflow saddl_overflow saddll_overflow scalbn setjmp
  shuffle shufflevector signbit sin sinh smul_overflow smull_overflow smulll_overflow snprintf
  speculation_safe_value sprintf sqrt ssub_overflow ssubl_overflow ssubll_overflow stpcpy stpncpy strcasecmp
  strcat strchr strcmp strcpy strcspn strdup strlen strncasecmp strncat strncmp strncpy strndup strnlen strpbrk
  strrchr strspn strstr sub_overflow sub_overflow_p tan tanh trap trunc types_compatible_p uadd_overflow
  uaddl_overflow uaddll_overflow umul_overflow umull_overflow umulll_overflow unreachable usub_overflow
  usubl_overflow usubll_overflow va_arg_pack va_arg_pack_len va_copy va_end va_start vfprintf vprintf vsnprintf
  vsprintf
`);

export function hasBuiltin(name: string): boolean {
  return /^__(?:sync|atomic)_/.test(name) || (name.startsWith('__builtin_') && BUILTINS.has(name.slice(10)));
}

function wordsOf(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
