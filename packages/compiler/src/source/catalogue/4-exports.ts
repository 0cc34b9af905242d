// Out: what is wrong with what a file exports, and with the markers that say so: QIDL407x and QIDL408x.
// Rule: language.md, "Which declarations become exports" and the struct arguments; module.md on names.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error } from './kind.ts';

export const markedOther: DiagnosticKind = error('QIDL4070', {
  message: "{marker}({name}) stands before a declaration that declares no '{name}'",
  explain: 'The first argument of a declaration marker is the name of the type it declares, tag or typedef.',
  bad: '#include <stdint.h>\nQIDL_START(Uart)\ntypedef struct Serial { uint8_t lcr; } Serial;\nQIDL_END(Uart)\n',
  good: '#include <stdint.h>\nQIDL_START(Serial)\ntypedef struct Serial { uint8_t lcr; } Serial;\nQIDL_END(Serial)\n',
});

export const markedUnknown: DiagnosticKind = error('QIDL4071', {
  message: '{marker} names {name}, which is no complete struct, union or enum here',
  help: ['include the header that declares it'],
  explain:
    'QIDL_EXPORT, QIDL_ANNOTATE and QIDL_STRUCT speak of a type that this file or one of its includes declares with ' +
    'its members.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t lcr; };\nQIDL_EXPORT(struct Serial)\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t lcr; };\nQIDL_EXPORT(struct Uart)\n',
});

export const annotatedUnknown: DiagnosticKind = error('QIDL4072', {
  message: "QIDL_ANNOTATE: {type} has no field '{member}'",
  help: ["did you mean '{guess}'?", 'name a field of {type} itself, not of what is inside it'],
  explain: 'QIDL_ANNOTATE(type, field, markers…) marks one field of a struct from outside.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t lcr; };\nQIDL_ANNOTATE(struct Uart, irq, q_immutable)\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t lcr; uint8_t irq; };\nQIDL_ANNOTATE(struct Uart, irq, q_immutable)\n',
});

export const annotatedForeign: DiagnosticKind = error('QIDL4073', {
  message: '{marker} cannot change {type}: it belongs to the module of {from}',
  help: ['say it in {from}'],
  explain:
    'A header that exports its types is a module of its own. If another header could mark its fields, or give its ' +
    'structs arguments, the same type would have two saved forms, one for each importer.',
  bad: '// file fifo.qidl.h: struct Fifo { int count; };\n#include "fifo.qidl.h"\nQIDL_ANNOTATE(struct Fifo, count, q_immutable)\n',
  good: '// file fifo.qidl.h: struct Fifo { int count; };\n#include "fifo.qidl.h"\nstruct Uart { struct Fifo fifo; };\n',
});

export const structArgument: DiagnosticKind = error('QIDL4074', {
  message: '{argument} is no argument of {what}',
  help: [
    'arguments are a default tag, name("…"), q_js_name("…"), version(n), minimum_version(n), skip_state, skip_properties',
  ],
  explain:
    'What follows the name in QIDL_DECLARE, QIDL_START and QIDL_STRUCT describes the whole struct. An enum can have a ' +
    'q_js_name.',
  bad: '#include <stdint.h>\nQIDL_DECLARE(Uart, q_optional) { uint8_t lcr; };\n',
  good: '#include <stdint.h>\nQIDL_DECLARE(Uart, q_immutable) { uint8_t lcr q_standard; };\n',
});

export const enumGroupEmpty: DiagnosticKind = error('QIDL4075', {
  message: 'QIDL_ENUM({name}, {prefix}) finds no integer constant whose name begins with {prefix}',
  explain:
    'QIDL_ENUM makes an enum of the #defines of this file whose names begin with the prefix and whose values are ' +
    'integer constants.',
  bad: '#define UART_LCR 3\nstruct Uart { int lcr; };\nQIDL_ENUM(Register, URT_)\n',
  good: '#define UART_LCR 3\nstruct Uart { int lcr; };\nQIDL_ENUM(Register, UART_)\n',
});

export const structArgumentTwice: DiagnosticKind = error('QIDL4076', {
  message: '{struct} has two arguments that exclude each other: {first} and {second}',
  help: ['keep one of them'],
  explain:
    'QIDL_DECLARE, QIDL_START, QIDL_STRUCT and a marker between `struct` and its name all give a struct its arguments, ' +
    'and each may be given once. Which of two default tags, names or versions should count cannot be known.',
  bad: '#include <stdint.h>\nQIDL_DECLARE(Uart, version(2)) { uint8_t lcr; };\nQIDL_STRUCT(Uart, version(3))\n',
  good: '#include <stdint.h>\nQIDL_DECLARE(Uart, version(3)) { uint8_t lcr; };\nQIDL_STRUCT(Uart, name("uart"))\n',
});

export const annotationArgument: DiagnosticKind = error('QIDL4077', {
  message: 'QIDL_ANNOTATE: {argument} is no marker of a field',
  help: ["did you mean '{guess}'?", 'the markers are listed in docs/language.md'],
  explain: 'Behind the type and the name of its field come the markers that the field gets.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t lcr, irq; };\nQIDL_ANNOTATE(struct Uart, irq, q_imutable)\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t lcr, irq; };\nQIDL_ANNOTATE(struct Uart, irq, q_immutable)\n',
});

export const nameRefused: DiagnosticKind = error('QIDL4080', {
  message: "'{name}' cannot be the name of an export",
  help: ['export it by another name: QIDL_STRUCT({name}, q_js_name("…"))'],
  explain:
    'Names are the header’s, verbatim. A few cannot be: TypeScript has types of its own that are called string, ' +
    'number, boolean, object and so on, and a module with an export called `then` is taken for a promise by every ' +
    'dynamic import.',
  bad: 'typedef struct object { int id; } object;\n',
  good: 'typedef struct object { int id; } object;\nQIDL_STRUCT(object, q_js_name("Thing"))\n',
});

export const nameTaken: DiagnosticKind = error('QIDL4081', {
  message: "'{name}' is exported twice: {by} has the name already",
  help: ['export one of them by another name: QIDL_STRUCT(Name, q_js_name("…"))'],
  explain:
    'C keeps tags and typedefs apart, a module has one list of exports. For a struct Foo it also has FooInfo, ' +
    'FooHooks, createFoo, saveFoo and the like, which no other type may be called.',
  bad: 'typedef struct Foo { int a; } Foo;\ntypedef struct FooInfo { int b; } FooInfo;\n',
  good: 'typedef struct Foo { int a; } Foo;\ntypedef struct FooInfo { int b; } FooInfo;\nQIDL_STRUCT(FooInfo, q_js_name("FooFacts"))\n',
});

export const importDiffers: DiagnosticKind = error('QIDL4083', {
  message: '{name} is not what it is in the module of {from}: here {here}; compiled alone, {alone}',
  help: [
    'what changes it stands before this #include: put it into {from}, or behind',
    'or define the macro for all headers: option define',
  ],
  explain:
    'A header that exports its types is a module of its own, and whoever includes it imports them from there. If a ' +
    'macro or a #pragma pack before the #include makes another type of one, the two halves of a program would not ' +
    'mean the same bytes by it.',
  bad: '// file fifo.qidl.h: struct Fifo { char head; int data; };\n#pragma pack(1)\n#include "fifo.qidl.h"\nstruct Uart { struct Fifo fifo; };\n',
  good: '// file fifo.qidl.h: struct Fifo { char head; int data; };\n#include "fifo.qidl.h"\n#pragma pack(1)\nstruct Uart { struct Fifo fifo; };\n',
});

export const moduleTooLarge: DiagnosticKind = error('QIDL4082', {
  message: 'the structs of this module have more than {most} saved fields, nested ones counted',
  help: ['split the header', 'or make arrays of what repeats'],
  explain:
    'Nested structs count wherever they are nested. The limit keeps what is generated for a header in proportion to it.',
  bad: manyHolders(40),
  good: manyHolders(2),
});

/** A struct of 2^15 fields by doubling, and structs that hold it. */
function manyHolders(count: number): string {
  const links = Array.from({ length: 15 }, (_, index) => `struct s${index + 1} { struct s${index} a, b; };\n`);
  const holders = Array.from({ length: count }, (_, index) => `struct h${index} { struct s15 s; };\n`);
  return `struct s0 { int value; };\n${links.join('')}${holders.join('')}`;
}
