// QIDL2xxx: what the parser says about declarations, expressions and the places of markers.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, warning } from './kind.ts';

export const unexpectedToken: DiagnosticKind = error('QIDL2001', {
  message: 'expected {expected}, not {found}',
  explain:
    'The grammar of C allows something else at this place. The declaration that holds the mistake is left out, to ' +
    'its semicolon or closing brace (a field of a struct: to its own semicolon); all others still count.',
  bad: 'struct Fifo {\n    int count]4];\n};\n',
  good: 'struct Fifo {\n    int count[4];\n};\n',
});

export const unclosedBracket: DiagnosticKind = error('QIDL2002', {
  message: "this '{open}' is never closed: expected '{close}', not {found}",
  explain:
    'A parenthesis, bracket or brace was opened and the declaration or the file ended before it was closed. The ' +
    'place shown is the opening one: what is missing may be missing anywhere behind it.',
  bad: 'struct Fifo {\n    int count;\n',
  good: 'struct Fifo {\n    int count;\n};\n',
});

export const strayBrace: DiagnosticKind = error('QIDL2003', {
  message: "'}' closes nothing",
  help: ['a brace before it is superfluous, or an opening one is missing'],
  explain: 'A closing brace stands outside of every declaration.',
  bad: 'struct Fifo { int count; };\n}\n',
  good: 'struct Fifo { int count; };\n',
});

export const unknownMacro: DiagnosticKind = error('QIDL2004', {
  message: "'{name}' is neither a type, nor a macro that somebody defined",
  help: [
    "did you mean '{guess}'?",
    "include the header that defines '{name}'",
    "if it means nothing here, define it as nothing: -D '{name}='; if it is an attribute, as that: " +
      "-D '{name}=__attribute__((packed))'",
    "if it belongs to another declaration, a ',' or ';' is missing before or behind it",
  ],
  explain:
    'An identifier stands between other words of a declaration, where only a macro could stand: like API in ' +
    '`API int open(void);`; or a call stands where declarations do, and could not be one. It is ignored and the rest of the declaration is read without it, but it is an error, ' +
    'because the macro might have changed what the declaration means: `packed`, say. A C compiler refuses it, too.',
  bad: 'DEVICE_API int device_open(void);\n',
  good: '#define DEVICE_API\nDEVICE_API int device_open(void);\n',
});

export const unknownCall: DiagnosticKind = warning('QIDL2005', {
  message: "'{name}' declares nothing: it is taken for a macro that nobody defined, and skipped",
  help: ["include the header that defines '{name}'"],
  explain:
    'At file scope stands a name, with or without parentheses, and a semicolon. C before 1999 read it as a ' +
    'declaration of type int and compilers still accept it (QIDL2004 is what they refuse); today it is nearly always a macro whose header was not ' +
    'included. Whatever it would have declared is missing.',
  bad: 'DECLARE_DEVICE(uart);\n',
  good: '#define DECLARE_DEVICE(name) struct name\nDECLARE_DEVICE(uart);\n',
});

export const typeConflict: DiagnosticKind = error('QIDL2006', {
  message: "'{word}' cannot be combined with {before}",
  explain:
    'The words of a declaration that name its type must be one of the combinations of C11 6.7.2: `unsigned long`, ' +
    'but not `unsigned float`, and one struct, union, enum or typedef name at most.',
  bad: 'struct Fifo {\n    unsigned float level;\n};\n',
  good: 'struct Fifo {\n    float level;\n};\n',
});

export const implicitInt: DiagnosticKind = warning('QIDL2007', {
  message: "no type before '{name}': it is taken for int",
  help: ["write the type: 'int {name}'"],
  explain: 'Before C99, a declaration without a type was of type int. Compilers still accept it, with a warning.',
  bad: 'extern const limit;\n',
  good: 'extern const int limit;\n',
});

export const twoStorageClasses: DiagnosticKind = error('QIDL2008', {
  message: "'{word}' after another storage class",
  explain: 'A declaration has at most one of `typedef`, `extern` and `static` (C11 6.7.1).',
  bad: 'typedef static int Level;\n',
  good: 'typedef int Level;\n',
});

export const nestedTooDeep: DiagnosticKind = error('QIDL2009', {
  message: '{what}: more than {limit}',
  explain:
    'Expressions, declarators, and structs inside structs may nest only so deep, here as in other compilers: ' +
    'the limits are far above what people write, and keep a hostile header from exhausting the stack.',
  bad: `enum { A = ${'('.repeat(300)}1${')'.repeat(300)} };\n`,
  good: 'enum { A = ((1)) };\n',
});

export const emptyMember: DiagnosticKind = warning('QIDL2010', {
  message: 'this declares no field',
  help: ['give the field a name', 'remove the line, or declare the type outside of the struct'],
  explain:
    'A line in a struct names a type and no field. C allows it and ignores it; only a struct or union without a tag ' +
    'brings its fields along this way. With `-fms-extensions` one with a tag does, too: give it a name here.',
  bad: 'struct Fifo {\n    int;\n    int count;\n};\n',
  good: 'struct Fifo {\n    int count;\n};\n',
});

export const packChanges: DiagnosticKind = warning('QIDL2011', {
  message: "'#pragma pack' changes inside this {keyword}: compilers disagree which one counts",
  help: ['put the pragma before or behind the whole declaration'],
  explain:
    'gcc lays a struct out by the `#pragma pack` in force at its closing brace, clang by the one at its opening ' +
    'brace. The one at the closing brace is used here.',
  bad: 'struct Packet {\n    char kind;\n#pragma pack(1)\n    int length;\n};\n',
  good: '#pragma pack(1)\nstruct Packet {\n    char kind;\n    int length;\n};\n',
});

export const notC: DiagnosticKind = error('QIDL2012', {
  message: '{found} is C++, and this is read as C',
  help: ["put it between '#ifdef __cplusplus' and '#endif'"],
  explain:
    'Headers that serve C and C++ hide the C++ in them behind `#ifdef __cplusplus`. This one does not, so a C ' +
    'compiler would refuse it, too.',
  bad: 'extern "C" {\nint device_open(void);\n}\n',
  good: '#ifdef __cplusplus\nextern "C" {\n#endif\nint device_open(void);\n#ifdef __cplusplus\n}\n#endif\n',
});

export const parameterArray: DiagnosticKind = error('QIDL2014', {
  message: "'{word}' in the brackets of an array that is no parameter",
  explain:
    '`static` and qualifiers stand only in the outermost brackets of an array that is the parameter of a function, `*` only inside parameters (C11 6.7.6.2p1, p4).',
  bad: 'struct Fifo {\n    int level[static 4];\n};\n',
  good: 'struct Fifo {\n    int level[4];\n};\nvoid fill(int level[static 4]);\n',
});

export const misplacedAlignas: DiagnosticKind = error('QIDL2015', {
  message: '_Alignas for {what}',
  explain:
    '_Alignas belongs to objects and to fields; not to a bit-field, typedef, function or parameter (C11 6.7.5p2).',
  bad: 'struct Fifo {\n    _Alignas(8) int level : 4;\n};\n',
  good: 'struct Fifo {\n    _Alignas(8) int level;\n};\n',
});

// ---- Markers: QIDL21xx ----

export const lastSemicolon: DiagnosticKind = warning('QIDL2013', {
  message: "the last field has no ';'",
  help: ["write ';' before this '}'"],
  explain: 'Each member of a struct or union ends with a semicolon. Compilers let the last one pass without.',
  bad: 'struct Fifo {\n    int count\n};\n',
  good: 'struct Fifo {\n    int count;\n};\n',
});

export const misplacedMarker: DiagnosticKind = error('QIDL2101', {
  message: "the marker '{marker}' cannot stand here",
  help: [
    "a field marker stands in a struct: before the type, before or behind a '*', or behind the name and its [ ]",
    'a declaration marker stands at the beginning of a declaration, outside of structs',
  ],
  explain:
    'Markers belong to fields or to whole declarations. Between other tokens, in the parameters of a function for ' +
    'example, there is nothing for them to mark.',
  bad: 'struct Fifo {\n    int (*level)(int q_immutable unit);\n};\n',
  good: 'struct Fifo {\n    int (*level)(int unit) q_immutable;\n};\n',
});

export const markerArguments: DiagnosticKind = error('QIDL2102', {
  message: "'{marker}' takes {expected}, not {found}",
  explain: 'Each marker takes a fixed number of arguments, some a range. The marker is ignored.',
  bad: 'struct Fifo {\n    unsigned char head q_default();\n};\n',
  good: 'struct Fifo {\n    unsigned char head q_default(0);\n};\n',
});

export const unknownGroupWord: DiagnosticKind = error('QIDL2103', {
  message: "'{word}' is no word of {group}( )",
  help: ["did you mean '{guess}'?", 'the words are listed in docs/language.md, in the column QIDL()'],
  explain: 'The first argument of `QIDL(…)` says which marker it is: `QIDL(immutable)`, `QIDL(default, 12)`.',
  bad: 'struct Fifo {\n    int level QIDL(imutable);\n};\n',
  good: 'struct Fifo {\n    int level QIDL(immutable);\n};\n',
});

export const markerOutside: DiagnosticKind = error('QIDL2104', {
  message: "the marker '{marker}' stands in a file that takes no part",
  help: [
    "rename the file to end in '.qidl.h'",
    "or name it in the option 'include'",
    'or mark its types from outside, with QIDL_ANNOTATE in a .qidl.h file',
  ],
  explain:
    'Markers are known only in files that export: `*.qidl.h`, and those that the option `include` names. In any ' +
    'other file `_version` and its like are ordinary names, because system headers have fields called so.',
  bad: '// file fifo.h: struct Fifo { int level q_immutable; };\n#include "fifo.h"\n',
  good: '// file fifo.h: struct Fifo { int level; };\n#include "fifo.h"\nQIDL_ANNOTATE(struct Fifo, level, q_immutable)\n',
});

export const startWithoutEnd: DiagnosticKind = error('QIDL2105', {
  message: "'{marker}' is not ended before {found}",
  help: ["write QIDL_END({name}) behind the declaration's semicolon"],
  explain: '`QIDL_START(Name)` and `QIDL_END(Name)` stand around the declarations they mark, and do not nest.',
  bad: 'QIDL_START(Fifo)\ntypedef struct Fifo { int level; } Fifo;\n',
  good: 'QIDL_START(Fifo)\ntypedef struct Fifo { int level; } Fifo;\nQIDL_END(Fifo)\n',
});

export const endWithoutStart: DiagnosticKind = error('QIDL2106', {
  message: "'{marker}' ends nothing: there is no QIDL_START of that name before it",
  explain: '`QIDL_START(Name)` and `QIDL_END(Name)` stand around the declarations they mark, with the same name.',
  bad: 'QIDL_START(Fifo)\ntypedef struct Fifo { int level; } Fifo;\nQIDL_END(Queue)\n',
  good: 'QIDL_START(Fifo)\ntypedef struct Fifo { int level; } Fifo;\nQIDL_END(Fifo)\n',
});

export const markWithoutDeclaration: DiagnosticKind = error('QIDL2107', {
  message: "'{marker}' marks no declaration",
  help: ['write it before the declaration of a struct, union, enum or typedef'],
  explain: 'A declaration marker stands directly before the declaration that it exports.',
  bad: 'typedef struct Fifo { int level; } Fifo;\nqc_declaration\n',
  good: 'qc_declaration typedef struct Fifo { int level; } Fifo;\n',
});
