// Out: why the type of a saved field has no saved form: QIDL402x and QIDL403x.
// Rule: kinds.md; language.md 5, 6, 14 to 16.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, note, warning } from './kind.ts';

export const unknownFieldType: DiagnosticKind = error('QIDL4020', {
  message: "'{field}' of {struct} is saved, but its type {type} is unknown",
  help: [
    'include the header that declares {type}',
    "register a visitor for {type}: option types: { '{type}': './module.js' }",
    'tag the field with the reason why it is not saved: q_immutable, q_host, q_derived, q_elsewhere or q_broken',
  ],
  explain:
    'Every field of a struct is saved or says why not. To save this one its type has to be known: nothing that was ' +
    'read declares it, or it is declared without a body. Nothing is skipped silently, so there is an error until the ' +
    "type is known, has a visitor of its own, or the field is tagged. With the option `unknown: 'broken'` such " +
    'fields count as broken.',
  bad: '#include <stdint.h>\nstruct Serial { ISADevice dev; uint8_t lcr; };\n',
  good: '#include <stdint.h>\ntypedef struct ISADevice { uint8_t irq; } ISADevice;\nstruct Serial { ISADevice dev; uint8_t lcr; };\n',
});

export const unsupportedFieldType: DiagnosticKind = error('QIDL4021', {
  message: "'{field}' of {struct} cannot be saved: {why}",
  help: [
    'save what it stands for in a field of another type',
    'tag the field with the reason why it is not saved: q_immutable, q_host, q_derived, q_elsewhere or q_broken',
  ],
  explain:
    'docs/language.md lists the kinds of fields that have a saved form. long double, complex numbers and vectors ' +
    'have none, because processors do not agree on them; addresses have none, because they mean nothing in another ' +
    'process.',
  bad: 'struct Fpu { long double st0; };\n',
  good: '#include <stdint.h>\nstruct Fpu { uint64_t st0_mantissa; uint16_t st0_exponent; };\n',
});

export const brokenForNow: DiagnosticKind = warning('QIDL4022', {
  message: "'{field}' of {struct} is not saved: its type {type} has no saved form ({problem})",
  help: ['`qidl explain {problem}` says more', 'tag the field, and the option `unknown` can go'],
  explain:
    "The option `unknown: 'broken'` lets a header through whose saved fields have unknown or unsupported types: each " +
    'such field counts as broken, with this warning. It is meant for a first look at headers somebody else wrote.',
  bad: '// options: {"unknown":"broken"}\n#include <stdint.h>\nstruct Serial { ISADevice dev; uint8_t lcr; };\n',
  good: '#include <stdint.h>\nstruct Serial { ISADevice *dev q_elsewhere; uint8_t lcr; };\n',
});

export const scalarPointer: DiagnosticKind = error('QIDL4023', {
  message: "'{field}' of {struct} points to {type}, and nothing says to how many of them",
  help: [
    'say how many elements: q_size(count)',
    'if it is text: q_string',
    'if it points into something else: q_derived, q_immutable or q_elsewhere',
  ],
  explain:
    'A pointer to a number may point to one, to many, or into the middle of another array. Only `char *` without ' +
    'a size is taken for text, and a pointer to a struct for one struct. For any other pointer q_size says how many ' +
    'elements belong to the field.',
  bad: '#include <stdint.h>\nstruct Nic { uint32_t length; uint8_t *packet; };\n',
  good: '#include <stdint.h>\nstruct Nic { uint32_t length; uint8_t *packet q_size(length); };\n',
});

export const savedCycle: DiagnosticKind = error('QIDL4024', {
  message: "'{field}' of {struct} leads back to {through}, which is being saved: a cycle has no end",
  help: [
    'tag the pointer that leads back: q_elsewhere or q_derived',
    'if it links a list, tag it q_immutable and save the list',
  ],
  explain:
    'What a saved pointer points to is saved in its place. A struct that is reached from itself in this way would ' +
    'be saved inside itself without end. One of the pointers on the way has to be tagged.',
  bad: '#include <stdint.h>\nstruct Node { uint32_t value; struct Node *next; };\n',
  good: '#include <stdint.h>\nstruct Node { uint32_t value; struct Node *next q_derived; };\n',
});

export const flexibleArray: DiagnosticKind = error('QIDL4025', {
  message: "'{field}' of {struct} has no length of its own",
  help: ['say how many elements: q_size(count)', 'or tag the field with the reason why it is not saved'],
  explain:
    'An array declared with [] or [0] is as long as the memory behind the struct. To save it, the number of its ' +
    'elements must be known from another field.',
  bad: '#include <stdint.h>\nstruct Packet { uint32_t length; uint8_t data[]; };\n',
  good: '#include <stdint.h>\nstruct Packet { uint32_t length; uint8_t data[] q_size(length); };\n',
});

export const arrayTooLarge: DiagnosticKind = error('QIDL4026', {
  message: "'{field}' of {struct} has {elements} elements; an array can have {most} at most",
  explain:
    'The elements of an array, all dimensions together, are numbered with 31 bits, and no typed array of JavaScript ' +
    'holds more.',
  bad: 'struct Big { QEMUTimer t[65536][65536]; };\n',
  good: 'struct Big { QEMUTimer *t[16][16]; };\n',
});

export const nestingTooDeep: DiagnosticKind = error('QIDL4027', {
  message: "'{field}' of {struct} holds structs more than {most} deep",
  help: ['tag the field', 'or save a flatter struct'],
  explain:
    'Structs inside structs are created, saved and loaded by functions that call each other. C promises 63 levels; ' +
    'we stop at the next power of two.',
  bad: chain(70),
  good: chain(20),
});

export const tooManyFields: DiagnosticKind = error('QIDL4028', {
  message: "{struct} has more than {most} saved fields at '{field}', nested ones counted",
  help: ['make an array of what repeats'],
  explain:
    'Every nested struct counts with all its fields, each time it is nested: a chain of structs that each hold the ' +
    'previous one twice doubles with every link. The limit keeps what is generated for a header in proportion to it.',
  bad: doubling(18),
  good: doubling(4),
});

export const unionNeedsTag: DiagnosticKind = error('QIDL4030', {
  message: "'{field}' of {struct} is a saved union, and nothing says which member is valid",
  help: [
    'name the field that says it: q_union(tag) behind the name of the union, and on each member q_case(value)',
    'or tag the union, or all its members but one, with the reason why they are not saved',
  ],
  explain:
    'The members of a union share their bytes. To save the right one, the value of another field has to select it. ' +
    'In an anonymous union it is enough that at most one member is saved.',
  bad: '#include <stdint.h>\nstruct Reg { union { uint32_t word; uint8_t bytes[4]; } u; };\n',
  good: '#include <stdint.h>\nstruct Reg { union { uint32_t word; uint8_t bytes[4] q_derived; }; };\n',
});

export const unionMarkerElsewhere: DiagnosticKind = error('QIDL4031', {
  message: "'{field}' of {struct} is marked as a union with a tag, but it is no union",
  help: ['put it on a member whose type is a complete union, or an array of unions that have one tag in common'],
  explain:
    'q_union(tag) stands on a member whose type is a complete union, not a pointer to one. On an array of unions the ' +
    'one tag is that of all elements; elements with tags of their own are structs of a tag and a union.',
  bad: '#include <stdint.h>\nstruct Reg { uint8_t kind; uint32_t word q_union(kind); };\n',
  good: '#include <stdint.h>\nstruct Reg { uint8_t kind; uint32_t word; };\n',
});

export const unionTag: DiagnosticKind = error('QIDL4032', {
  message: "the tag of '{field}' in {struct}: '{tag}' {why}",
  help: ['name an integer, bool or enum field that stands before the union and is saved'],
  explain:
    'While a state is loaded, the tag decides which member of the union comes next. So it is a number, stands before ' +
    'the union, and is known by then.',
  bad: '#include <stdint.h>\nstruct Cmd { union { uint32_t a q_case(0); uint16_t b q_case(1); } u q_union(kind); uint8_t kind; };\n',
  good: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b q_case(1); } u q_union(kind); };\n',
});

export const caseMissing: DiagnosticKind = error('QIDL4033', {
  message: "'{member}' of the union '{field}' in {struct} has no q_case",
  help: ['say when it is valid: q_case(value)', 'or why it is not saved: q_derived, q_immutable …'],
  explain:
    'Every member of a union with a tag is a case, selected by one or more values of the tag, or says why it is not ' +
    'saved. Anonymous members have no name to be a case by.',
  bad: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b; } u q_union(kind); };\n',
  good: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b q_derived; } u q_union(kind); };\n',
});

export const caseValue: DiagnosticKind = error('QIDL4034', {
  message: "q_case of '{member}' in the union '{field}' of {struct}: {why}",
  explain: 'The values of q_case are integer constants that the tag can have, and each selects one member only.',
  bad: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b q_case(0); } u q_union(kind); };\n',
  good: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b q_case(1); } u q_union(kind); };\n',
});

export const caseOutsideUnion: DiagnosticKind = error('QIDL4035', {
  message: "'{field}' of {struct} has a q_case, but is no member of a union with a tag",
  explain: 'q_case stands on the members of a union, and the union has a q_union(tag).',
  bad: '#include <stdint.h>\nstruct Cmd { uint8_t kind; uint32_t a q_case(0); };\n',
  good: '#include <stdint.h>\nstruct Cmd { uint8_t kind; uint32_t a; };\n',
});

export const containerNeedsType: DiagnosticKind = error('QIDL4036', {
  message: "'{field}' of {struct} is a list, and its type does not say of what",
  help: ['name the type of its elements: q_type(T)', 'or tag the field with the reason why it is not saved'],
  explain:
    'A GSList or GList points to anything, and so does a queue head whose macro was not given a type. q_type names ' +
    'the type of the elements; the field is then an array of them.',
  bad: '#include <stdint.h>\nstruct Request { uint32_t tag; };\nstruct Scsi { GSList *pending; };\n',
  good: '#include <stdint.h>\nstruct Request { uint32_t tag; };\nstruct Scsi { GSList *pending q_type(struct Request); };\n',
});

export const typeNotContainer: DiagnosticKind = error('QIDL4037', {
  message: "'{field}' of {struct} has a q_type, but {type} is no list",
  explain:
    'q_type names the type of the elements of a list: GSList, GList, or what QLIST_HEAD, QTAILQ_HEAD, QSIMPLEQ_HEAD ' +
    'and QSLIST_HEAD make. For arrays the element type is the C type, and their count is q_size.',
  bad: '#include <stdint.h>\nstruct Scsi { uint32_t lun q_type(int); };\n',
  good: '#include <stdint.h>\nstruct Scsi { uint32_t lun; };\n',
});

export const listLink: DiagnosticKind = error('QIDL4038', {
  message: "'{field}' of {struct} links the struct into a list: it cannot be saved with its element",
  help: ['tag it q_immutable: whoever saves the list keeps the order'],
  explain:
    'QLIST_ENTRY and its like put pointers to the neighbours into each element. The list is saved by the field that ' +
    'is its head, as the sequence of its elements; the links are made anew on load.',
  bad: '#include <stdint.h>\nstruct Request { uint32_t tag; struct { struct Request *le_next; struct Request **le_prev; } next; };\n',
  good: '#include <stdint.h>\nstruct Request { uint32_t tag; struct { struct Request *le_next; struct Request **le_prev; } next q_immutable; };\n',
});

export const noView: DiagnosticKind = note('QIDL4039', {
  message: '{struct} has no view and no layout: {why}',
  help: ['if live memory is to be read, include the header that declares the type, or rename the member'],
  explain:
    'Saving and loading need the fields that are saved, and no more. A view of C memory needs the place of every ' +
    'member, and for that the sizes of all types in the struct, those of fields that are not saved included.',
  bad: '#include <stdint.h>\nstruct Serial { ISADevice dev q_elsewhere; uint8_t lcr; };\n',
  good: '#include <stdint.h>\ntypedef struct ISADevice { int slot q_immutable; } ISADevice;\nstruct Serial { ISADevice dev q_elsewhere; uint8_t lcr; };\n',
});

/** Structs that each hold the previous one. */
function chain(length: number): string {
  const links = Array.from({ length }, (_, index) => `struct s${index + 1} { struct s${index} inner; };\n`);
  return `struct s0 { int value; };\n${links.join('')}`;
}

/** Structs that each hold the previous one twice. */
function doubling(length: number): string {
  const links = Array.from({ length }, (_, index) => `struct s${index + 1} { struct s${index} a, b; };\n`);
  return `struct s0 { int value; };\n${links.join('')}`;
}
