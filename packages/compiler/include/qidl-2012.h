/*
 * qidl-2012.h: the spellings that QIDL headers had before the snake-case ones, as a C or C++ compiler sees them.
 *
 * In:   a header written with `_immutable` (February to June 2012), `QIDL(immutable)` (second draft) or
 *       `qImmutable` (first two versions of the series). Each has exactly the meaning of its `q_...` form in qidl.h.
 * Out:  the plain structs.
 * Rule: the same as qidl.h's, which it includes: nothing is left, nothing warns, and for the QIDL compiler it is empty.
 *
 * Include it after the system's headers. `_string` and its like are names that C leaves to the implementation inside
 * functions and structs; defined as nothing before a system header, they would take a member's name away in there.
 * New headers use qidl.h alone.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef __QIDL__
#ifndef QIDL_2012_H
#define QIDL_2012_H

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC system_header
#endif

#include "qidl.h"

/* `qc`: the underscore spellings */

/* qc_declaration typedef struct Foo { ... } Foo; */
#define qc_declaration

#define _immutable
#define _host
#define _derived
#define _broken
#define _elsewhere
#define _default(...)
#define _default_is(...)
#define _optional
#define _size_is(...)
#define _type_is(...)
#define _type_of(...)
#define _string
#define _version(...)

/*
 * One macro for everything: QIDL(immutable), QIDL(default, 12), QIDL(size_is, count), QIDL(property, "irq", 4);
 * and before a declaration, QIDL(serialize, Foo).
 */
#define QIDL(...)

/* camel case */

#define qStandard
#define qImmutable
#define qHost
#define qDerived
#define qBroken
#define qElsewhere
#define qDefault(...)
#define qOptional
#define qSize(...)
#define qType(...)
#define qString
#define qVersion(...)
#define qProperty(...)

#endif /* QIDL_2012_H */
#endif /* __QIDL__ */
