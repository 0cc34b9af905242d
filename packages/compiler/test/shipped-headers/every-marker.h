/*
 * Every marker of qidl.h in every place where it may stand: what a C and a C++ compiler must take without a warning.
 *
 * The fields mean nothing. The places: before the type, between type and `*`, after `*`, after the declarator and
 * after its `[]`; declaration markers before and behind declarations, with and without arguments.
 */
#ifndef EVERY_MARKER_H
#define EVERY_MARKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "qidl.h"
/* Twice does no harm. */
#include "qidl.h"

#define LENGTH 4
#define MODE_READ 0
#define MODE_WRITE 1

QIDL_ENABLE()
QIDL_ENUM(Mode, MODE_)
QIDL_IMMUTABLE_TYPES(Backend)
QIDL_IMMUTABLE_TYPES(Backend, BackendList)

typedef struct Backend Backend;
typedef struct BackendList BackendList;
typedef struct GSList GSList;

struct from_elsewhere {
    int member;
};
QIDL_EXPORT(struct from_elsewhere)
QIDL_ANNOTATE(struct from_elsewhere, member, q_immutable)
QIDL_ANNOTATE(struct from_elsewhere, member, q_default(3) q_name("m"))

enum Kind { KIND_A, KIND_B };

/* Each role in each place. */
typedef struct Places {
    q_standard int before_standard;
    q_immutable int before_immutable, before_immutable_too;
    q_host int before_host;
    q_derived int before_derived;
    q_broken int before_broken;
    q_elsewhere int before_elsewhere;

    int q_standard within_standard;
    Backend q_immutable *within_immutable;
    Backend q_host *within_host;
    int q_derived within_derived;
    Backend q_broken *within_broken;
    Backend q_elsewhere *within_elsewhere;

    int *q_standard after_star_standard q_size(LENGTH);
    Backend *q_immutable after_star_immutable;
    Backend *q_host after_star_host;
    Backend *q_derived after_star_derived;
    Backend *q_broken after_star_broken;
    Backend *q_elsewhere after_star_elsewhere;

    int after_standard q_standard;
    int after_immutable q_immutable, not_immutable;
    Backend *after_host q_host;
    int after_derived q_derived;
    int after_broken q_broken;
    int after_elsewhere q_elsewhere;

    int array_standard[LENGTH] q_standard;
    int array_immutable[LENGTH][2] q_immutable;
    Backend *array_host[LENGTH] q_host;
    int array_derived[LENGTH] q_derived;
    int array_broken[LENGTH] q_broken;
    int array_elsewhere[LENGTH] q_elsewhere;
    void (*callback)(void *opaque) q_immutable;
    const char *model;
} Places;

/* Each shape in each place it takes. */
typedef struct Shapes {
    q_default(1) int before_default;
    int q_default(-1) within_default;
    int after_default q_default(KIND_B);
    int comma_default[3] q_default({1, 2, 3});
    char text_default[LENGTH] q_string q_default("a,b");
    Backend *null_default q_default(NULL);
    int q_default((LENGTH + 1) * 2) expression_default, of_both;
    int broken_default q_broken q_default(0);

    bool has_flag;
    q_optional int flag;
    int q_optional within_optional;
    struct from_elsewhere *pointer q_optional;

    uint32_t count;
    int after_size[LENGTH] q_size(count);
    int q_size(obj->count) within_size[LENGTH];
    q_size(count * 2 + (count ? 1 : 0)) int before_size[2 * LENGTH];
    int *pointer_size q_size(count);

    GSList q_type(int) *within_type q_default(NULL);
    GSList *after_type q_type(struct from_elsewhere);
    q_type(Places) GSList *before_type;

    char after_string[LENGTH] q_string;
    q_str char before_string[LENGTH];
    char q_string within_string[LENGTH];

    int after_version q_version(2) q_default(7);
    q_version(3) int before_version;

    int in_subsection q_subsection("shapes/extra") q_needed(count > 0);
    int in_versioned_subsection q_subsection("shapes/more", 2);
    int named q_name("other-name") q_js_name("otherName") q_renamed_from("older");

    q_unused(4)
    int after_unused;

    int property q_property("size");
    int property_default q_property("depth", 4);
    uint32_t features q_property("fast", 0) q_property("wide", 1, true) q_property_bit("deep", 2, false) q_standard;
    uint32_t bit q_property_bit("loud", 3);
    unsigned width : 3 q_default(1);
} Shapes;

struct Tagged {
    int tag;
    q_union(tag) union {
        int small q_case(KIND_A);
        q_case(KIND_B, 7) double large;
    } before_union;
    union {
        int i q_case(0);
    } after_union q_union(tag);
    union q_union(tag) {
        int i q_case(0);
    } within_union;
};

QIDL_STRUCT(Tagged)
QIDL_STRUCT(Shapes, q_immutable, name("shapes"), version(3), minimum_version(2), skip_state, skip_properties)

/* Declarations. */
typedef struct Declared Declared;
QIDL_DECLARE(Declared) {
    int plain;
    int marked q_immutable;
};

QIDL_DECLARE(DeclaredWithArguments, q_immutable, name("declared,with"), version(3), minimum_version(2)) {
    int plain;
};

QIDL_DECLARE_PUBLIC(DeclaredPublic) {
    int plain;
};

QIDL_DECLARE_PUBLIC(DeclaredPublicWithArguments, skip_state, skip_properties) {
    int plain;
};
QIDL_IMPLEMENT_PUBLIC(DeclaredPublic)
QIDL_IMPLEMENT_PUBLIC(DeclaredPublicWithArguments, state, properties)

typedef QIDL_DECLARE(DeclaredInTypedef) {
    int plain;
} DeclaredInTypedef;

QIDL_START(Enclosed)
typedef struct Enclosed {
    int plain;
} Enclosed;
QIDL_END(Enclosed)

QIDL_START(EnclosedWithArguments, q_broken, name("enclosed"), version(1))
typedef struct EnclosedWithArguments {
    int plain;
} EnclosedWithArguments;
QIDL_END(EnclosedWithArguments)

/* QIDL START */
struct Region {
    int plain;
};
/* QIDL END */

/* QIDL_DECLARE left structs with these names, and every field is there. */
static inline size_t sizes(void) {
    Declared a = {1, 2};
    struct DeclaredWithArguments b = {3};
    struct DeclaredPublic c = {4};
    struct DeclaredPublicWithArguments d = {5};
    DeclaredInTypedef e = {6};
    return (size_t)(a.plain + a.marked + b.plain + c.plain + d.plain + e.plain) + sizeof(Places) + sizeof(Shapes) +
           sizeof(struct Tagged) + sizeof(Enclosed) + sizeof(EnclosedWithArguments) + sizeof(struct Region) +
           sizeof(struct from_elsewhere) + sizeof(enum Kind);
}

#endif
