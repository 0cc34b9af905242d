/*
 * qidl.h: the markers of QIDL headers, as a C or C++ compiler sees them.
 *
 * In:   a header whose structs say, field by field, what becomes of them when the device is saved.
 * Out:  the plain structs. Every marker below is nothing; only QIDL_DECLARE leaves something, the word `struct`.
 * Rule: a marked header compiles exactly like the same header without its markers, in C and in C++, in any standard
 *       from C89 and C++98 on, with gcc, clang and MSVC: no attribute, and no warning under -Wall -Wextra -pedantic.
 *
 * The QIDL compiler itself defines __QIDL__ and knows the markers as reserved names, with their places in the text.
 * A macro would take them away before it sees them, so for it this file is empty.
 *
 * Spellings from 2012 (`_immutable`, `QIDL(immutable)`, `qImmutable`) are in qidl-2012.h.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef __QIDL__
#ifndef QIDL_H
#define QIDL_H

/* C89 and C++98 have no `...` in macros, and gcc and clang say so under -pedantic; they know them all the same. */
#if defined(__GNUC__) || defined(__clang__)
#pragma GCC system_header
#endif

/*
 * Field markers
 *
 * A marker stands before the type, between type and `*`, after `*`, or after the declarator and its `[]`:
 *
 *     uint8_t lsr q_default(0x60);
 *     q_immutable CharBackend *chr;
 *     char name[16] q_string;
 *
 * Before or within the type it covers every declarator of the declaration, after a declarator that one alone.
 * Markers that take something take `...`: an argument may hold commas of its own, as in q_default({1, 2, 3}).
 */

/* Roles: what becomes of the field. At most one of them; without any, a field is saved. */

/* Saved. What an unmarked field is already; overrides the struct's default tag, and `const`. */
#define q_standard
/* Fixed when the device is built: wiring, options, callbacks. Not saved, left alone on load. */
#define q_immutable
/* The same, and the reason is the host: handles, addresses, clocks that mean nothing on another machine. */
#define q_host
/* Follows from saved fields. Not saved; a hook computes it after load, and load does not compile without that hook. */
#define q_derived
/* Should be saved and is not yet. Left alone on load, or set to its q_default; the build warns. */
#define q_broken
/* Saved, but by somebody else: another device, the machine. Left alone on load. */
#define q_elsewhere

/* Shapes: how a saved field is written. */

/* Written only if it differs from the value: any constant expression, NULL, a string, {0} for arrays and structs. */
#define q_default(...)
/* Written only if it is there: a sibling `bool has_<field>` says so, or a pointer that is not null. */
#define q_optional
/* Only the first n elements are live. The field that holds n stands before the array. */
#define q_size(...)
/* What a container (GSList, QTAILQ_HEAD, ...) has in it. */
#define q_type(...)
/* A char array that holds text up to a NUL. */
#define q_string
#define q_str
/* In the format since version n of its struct. */
#define q_version(...)

/* Wire formats that exist already. */

/* ("parent/name"[, version]): part of the subsection of that name. */
#define q_subsection(...)
/* (expression): the subsection is written if this holds. New formats prefer q_default. */
#define q_needed(...)
/* ("name"): the field's name in saved states. */
#define q_name(...)
/* ("name"): the name in JavaScript. */
#define q_js_name(...)
/* ("old"): the field's name in states saved before it was renamed. */
#define q_renamed_from(...)
/* (bytes), before a member and without a semicolon: bytes of the format that belong to nobody. */
#define q_unused(...)

/* Unions: which member is live. */

/* (tag), on the union: the field whose value says it. */
#define q_union(...)
/* (value, ...), on a member: the tag's values that select it. */
#define q_case(...)

/* Properties: what a user may set before the device runs. They imply q_immutable unless q_standard is given too. */

/* ("name"[, default]), or ("name", bit[, default]) for one bit of the field; may be repeated. */
#define q_property(...)
/* ("name", bit[, default]): the same for one bit, spelled out. */
#define q_property_bit(...)

/*
 * Declaration markers
 *
 * A file with one of the first three exports what is marked; a *.qidl.h file without any exports every type it
 * declares. None of them takes a semicolon of its own: ISO C has no empty declarations.
 */

/*
 *     QIDL_DECLARE(SerialState, version(3)) { ... };        is        struct SerialState { ... };
 *
 * The first argument is the tag, the others are about the whole struct: a default tag (q_immutable), name("serial"),
 * version(n), minimum_version(n), skip_state, skip_properties.
 */
#define QIDL_DECLARE(...) struct QIDL_EXPAND_(QIDL_FIRST_(__VA_ARGS__, 0))
/* The same. In 2012 it made the visitors public; here every export is. */
#define QIDL_DECLARE_PUBLIC(...) struct QIDL_EXPAND_(QIDL_FIRST_(__VA_ARGS__, 0))

/*
 *     QIDL_START(SerialState)
 *     typedef struct SerialState { ... } SerialState;
 *     QIDL_END(SerialState)
 *
 * for a declaration that shall keep its own words. Arguments of QIDL_START as above.
 */
#define QIDL_START(...)
#define QIDL_END(...)

/*
 * What the C files of 2012 said beside their structs, and means nothing here: QIDL_ENABLE() where generated code went,
 * QIDL_IMPLEMENT_PUBLIC(Name) where that of QIDL_DECLARE_PUBLIC went.
 */
#define QIDL_ENABLE()
#define QIDL_IMPLEMENT_PUBLIC(...)

/* QIDL_STRUCT(Name, ...): the struct arguments of a struct declared anywhere in the file. */
#define QIDL_STRUCT(...)
/* QIDL_EXPORT(struct foo): exports a type of a header one may not edit. */
#define QIDL_EXPORT(...)
/* QIDL_ANNOTATE(struct foo, member, q_immutable): marks a field of it. */
#define QIDL_ANNOTATE(...)
/* QIDL_ENUM(Name, PREFIX_): the #defines that begin so, as an enum. */
#define QIDL_ENUM(...)
/* QIDL_IMMUTABLE_TYPES(T, ...): fields of these types, pointers to and arrays of them are immutable. */
#define QIDL_IMMUTABLE_TYPES(...)

/*
 * The first of one or more arguments. The 0 after __VA_ARGS__ is for ISO C before C23, where `...` may not be absent,
 * and for C89, where no argument may be empty; QIDL_EXPAND_ is for the old preprocessor of MSVC, which hands
 * __VA_ARGS__ on as one argument.
 */
#define QIDL_FIRST_(first, ...) first
#define QIDL_EXPAND_(x) x

#endif /* QIDL_H */
#endif /* __QIDL__ */
