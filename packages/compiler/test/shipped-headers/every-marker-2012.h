/*
 * Every spelling of qidl-2012.h in every place where it may stand: what a C and a C++ compiler must take without a
 * warning. It brings qidl.h with it, whose markers may stand beside the older ones.
 */
#ifndef EVERY_MARKER_2012_H
#define EVERY_MARKER_2012_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "qidl-2012.h"
/* Twice does no harm. */
#include "qidl-2012.h"

#define LENGTH 4

typedef struct GSList GSList;
typedef struct Backend Backend;

qc_declaration typedef struct Underscores {
    _immutable int before, before_too;
    Backend _host *within;
    Backend *_derived after_star;
    int after _broken, not_broken;
    int array[LENGTH] _elsewhere;
    uint32_t count;
    int sized[LENGTH] _size_is(count);
    uint8_t _size_is(count) sized_within[LENGTH];
    int defaulted _default(1);
    int comma[2] _default_is({1, 2});
    GSList _type_is(Backend) *list _default_is(NULL);
    GSList *list_after _type_of(Backend);
    Backend *maybe _optional;
    char text[LENGTH] _string;
    int versioned _version(2);
} Underscores;

QIDL(serialize, OneMacro)
typedef struct OneMacro {
    QIDL(immutable) int before;
    Backend QIDL(host) *within;
    Backend *QIDL(derived) after_star;
    int after QIDL(broken) QIDL(default, 0), plain;
    int array[LENGTH] QIDL(elsewhere);
    uint32_t count;
    int sized[LENGTH] QIDL(size_is, count);
    GSList QIDL(type_is, Backend) *list QIDL(default, NULL);
    Backend *maybe QIDL(optional);
    char text[LENGTH] QIDL(string);
    int versioned QIDL(version, 2);
    int property QIDL(property, "size") QIDL(property, "bit", 3, true);
} OneMacro;

QIDL_START(CamelCase)
typedef struct CamelCase {
    qStandard int before;
    qImmutable int before_immutable;
    Backend qHost *within;
    Backend *qDerived after_star;
    int after qBroken qDefault(0), plain;
    int array[LENGTH] qElsewhere;
    uint32_t count;
    int sized[LENGTH] qSize(count);
    GSList qType(Backend) *list qDefault(NULL);
    Backend *maybe qOptional;
    char text[LENGTH] qString;
    int versioned qVersion(2);
    int property qProperty("size") qProperty("bit", 3, true);
} CamelCase;
QIDL_END(CamelCase)

QIDL_DECLARE(Snake) {
    int plain q_immutable;
};

static inline size_t sizes_2012(void) {
    struct Snake a = {1};
    return (size_t)a.plain + sizeof(Underscores) + sizeof(OneMacro) + sizeof(CamelCase);
}

#endif
