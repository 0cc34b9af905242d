// QIDL1xxx: what the lexer and the preprocessor say: text and tokens, directives, macros, includes, conditionals.
// Rule: `bad` triggers the kind, `good` does not; lines at their beginning name the other files (example.ts).

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, warning } from './kind.ts';

// Text and tokens

export const notUtf8: DiagnosticKind = error('QIDL1001', {
  message: 'not UTF-8: the bytes at offset {offset} (line {line}) are no character',
  help: ['convert the file, if it is Latin-1: iconv -f latin1 -t utf-8'],
  explain:
    'Headers are UTF-8, so that a header means the same on every machine. The usual cause is a name with an umlaut or ' +
    'a © in a comment, written years ago in Latin-1 or in a Windows code page.',
  bad: '// file latin1.h: #define AUTHOR "J\\xf6rg"\n#include "latin1.h"\n',
  good: '// file utf8.h: #define AUTHOR "Jörg"\n#include "utf8.h"\n',
});

export const nulByte: DiagnosticKind = error('QIDL1002', {
  message: 'not text: a NUL byte at offset {offset} (line {line})',
  help: ['convert the file, if it is UTF-16: iconv -f utf-16 -t utf-8'],
  explain: 'No text has NUL bytes in it. The file is binary, or in UTF-16, as some editors on Windows save it.',
  bad: '// file utf16.h: i\\x00n\\x00t\\x00;\\x00\n#include "utf16.h"\n',
  good: '// file utf8.h: #define AUTHOR "Jörg"\n#include "utf8.h"\n',
});

export const fileTooLarge: DiagnosticKind = error('QIDL1003', {
  message: "'{name}' is larger than {limit} bytes",
  help: ['check the path: no header is that large'],
  explain: 'Files over the limit are not read, so that a wrong path cannot fill the memory.',
  bad: '// file large.h of 16777217 bytes\n#include "large.h"\n',
  good: '// file utf8.h: #define AUTHOR "Jörg"\n#include "utf8.h"\n',
});

export const unterminatedComment: DiagnosticKind = error('QIDL1004', {
  message: 'this comment has no end',
  help: ["close it with '*/'"],
  explain:
    'A `/*` comment goes on to the next `*/`. Without one, the rest of the file is a comment: all of its declarations ' +
    'are missing, and so is the #endif of its include guard.',
  bad: 'struct fifo { int head; };\n/* the tail is elsewhere\nstruct ring { int tail; };\n',
  good: 'struct fifo { int head; };\n/* the tail is elsewhere */\nstruct ring { int tail; };\n',
});

export const unterminatedLiteral: DiagnosticKind = error('QIDL1005', {
  message: 'missing the closing {quote}',
  explain:
    'A string or character constant ends on its line. Everything from the opening quote to the end of the line is ' +
    'taken for one broken token.',
  bad: 'extern char name[sizeof "uart];\n',
  good: 'extern char name[sizeof "uart"];\n',
});

export const tokenTooLong: DiagnosticKind = error('QIDL1006', {
  message: 'macro expansion makes a token of more than {limit} characters',
  explain:
    'Each `#` or `##` can double the length of a token, so that a few nested macros make one of any length. ' +
    'Preprocessing ends here.',
  bad:
    '#define S(x) #x\n#define T(x) S(x x x x x x x x)\n#define U(x) T(x x x x x x x x)\n#define V(x) U(x x x x x x x x)\n' +
    '#define W(x) V(x x x x x x x x)\n#define X(x) W(x x x x x x x x)\n#define Y(x) X(x x x x x x x x)\n' +
    'char *s = Y(abcdefgh);\n',
  good: '#define S(x) #x\nchar *s = S(abcdefgh);\n',
});

// Directives and definitions

export const unknownDirective: DiagnosticKind = error('QIDL1010', {
  message: "there is no directive '#{directive}'",
  explain: 'A `#` at the start of a line begins a directive. This one is none that C or GNU C has.',
  bad: '#defin LENGTH 16\n',
  good: '#define LENGTH 16\n',
});

export const missingMacroName: DiagnosticKind = error('QIDL1011', {
  message: "'#{directive}' needs the name of a macro",
  explain: '#define, #undef, #ifdef and #ifndef are followed by the name they are about.',
  bad: '#define\n',
  good: '#define LENGTH\n',
});

export const macroNameNotIdentifier: DiagnosticKind = error('QIDL1012', {
  message: "'#{directive}' needs a name here: letters, digits and '_'",
  explain: 'The name of a macro is an identifier (C11 6.10.3). Numbers, strings and operators cannot be defined.',
  bad: '#define 16 LENGTH\n',
  good: '#define LENGTH 16\n',
});

export const reservedMacroName: DiagnosticKind = error('QIDL1013', {
  message: "'{name}' cannot be the name of a macro or of its parameter",
  explain:
    '`defined`, `__VA_ARGS__`, `__has_include` and a few more have a meaning of their own in directives (C11 6.10.8p4) ' +
    'and may be neither defined nor undefined.',
  bad: '#define defined 1\n',
  good: '#define is_defined 1\n',
});

export const unterminatedParameters: DiagnosticKind = error('QIDL1014', {
  message: "the parameter list of macro '{name}' has no ')'",
  help: ["close the list, or put a space before '(' if it belongs to the replacement"],
  explain: 'A `(` right behind the name of a macro opens its parameter list, which ends on the same line.',
  bad: '#define BIT(n\n',
  good: '#define BIT(n) (1u << (n))\n',
});

export const parameterExpected: DiagnosticKind = error('QIDL1015', {
  message: "the parameter list of macro '{name}' is names, separated by ','",
  help: ["put a space before '(' if it belongs to the replacement"],
  explain:
    'Behind the name of a macro, without a space, stands its parameter list: names, and `...` or `name...` as the last one.',
  bad: '#define LENGTH(16)\n',
  good: '#define LENGTH (16)\n',
});

export const duplicateParameter: DiagnosticKind = error('QIDL1016', {
  message: "'{name}' is a parameter already",
  explain: 'Each parameter of a macro has a name of its own (C11 6.10.3p6).',
  bad: '#define ADD(x, x) ((x) + (x))\n',
  good: '#define ADD(x, y) ((x) + (y))\n',
});

export const hashNotParameter: DiagnosticKind = error('QIDL1017', {
  message: "'#' stands before something that is no parameter",
  explain:
    'In a macro with parameters, `#` makes a string of an argument, so a parameter must follow it (C11 6.10.3.2).',
  bad: '#define NAME(x) #y\n',
  good: '#define NAME(x) #x\n',
});

export const pasteAtEnd: DiagnosticKind = error('QIDL1018', {
  message: "'##' needs a token on either side",
  explain: '`##` joins the tokens before and behind it, so it stands neither first nor last (C11 6.10.3.3).',
  bad: '#define REG(x) ## x\n',
  good: '#define REG(x) reg_ ## x\n',
});

export const macroRedefined: DiagnosticKind = warning('QIDL1019', {
  message: "'{name}' is redefined with another replacement",
  help: ["say '#undef {name}' before, if this is meant"],
  explain:
    'The name has a definition already, and this one differs from it. From here on this one counts, as in C; but text ' +
    'before and behind this line then means different things by one name.',
  bad: '#define LENGTH 16\n#define LENGTH 32\n',
  good: '#define LENGTH 16\n#undef LENGTH\n#define LENGTH 32\n',
});

export const tooManyParameters: DiagnosticKind = error('QIDL1020', {
  message: 'a macro has more than {name} parameters',
  explain: 'C asks compilers for 127 (C11 5.2.4.1).',
  bad: `#define M(${Array.from({ length: 1025 }, (_, index) => `p${index}`).join(',')}) p0\n`,
  good: '#define M(p0) p0\n',
});

export const spaceAfterMacroName: DiagnosticKind = warning('QIDL1021', {
  message: "there is no space between '{name}' and its replacement",
  explain:
    'C wants white space there (C11 6.10.3p3), so that nobody mistakes where the name ends. The replacement is all that follows.',
  bad: '#define OFFSET+4\n',
  good: '#define OFFSET +4\n',
});

export const variadicOnly: DiagnosticKind = warning('QIDL1022', {
  message: "'{name}' means nothing special here: the macro has no '...'",
  explain:
    '`__VA_ARGS__` and `__VA_OPT__` stand for what the `...` of the parameter list takes. Elsewhere they are plain names.',
  bad: '#define LOG(format) log(format, __VA_ARGS__)\n',
  good: '#define LOG(format, ...) log(format, __VA_ARGS__)\n',
});

export const malformedOptional: DiagnosticKind = error('QIDL1023', {
  message: "'__VA_OPT__' needs its own '( … )', and no other inside",
  explain: '`__VA_OPT__(tokens)` keeps the tokens if there are variable arguments; it cannot be nested (C23 6.10.4.1).',
  bad: '#define LOG(format, ...) log(format __VA_OPT__ , __VA_ARGS__)\n',
  good: '#define LOG(format, ...) log(format __VA_OPT__(,) __VA_ARGS__)\n',
});

export const extraTokens: DiagnosticKind = warning('QIDL1024', {
  message: "'#{directive}' is complete before this: the rest of the line is ignored",
  help: ['make it a comment'],
  explain: 'Something stands on the line behind all that the directive needs, often a name that should be a comment.',
  bad: '#ifdef DEBUG\n#endif DEBUG\n',
  good: '#ifdef DEBUG\n#endif /* DEBUG */\n',
});

// Macro calls

export const argumentCount: DiagnosticKind = error('QIDL1030', {
  message: "macro '{name}' takes {needed} arguments, but here are {given}",
  help: ['put an argument that has commas in it into parentheses'],
  explain:
    'Arguments are separated by commas outside of parentheses; braces and brackets protect no comma. The name is left ' +
    'as it is, without the arguments.',
  bad: '#define REG(name, value) name = value\nenum uart { REG(LCR) };\n',
  good: '#define REG(name, value) name = value\nenum uart { REG(LCR, 3) };\n',
});

export const unterminatedArguments: DiagnosticKind = error('QIDL1031', {
  message: "the arguments of macro '{name}' have no ')'",
  explain: 'The file ends inside a macro call. All that follows the opening parenthesis was taken for its arguments.',
  bad: '#define BIT(n) (1u << (n))\n#if BIT(3\n#endif\nstruct uart { int lcr; };\n',
  good: '#define BIT(n) (1u << (n))\n#if BIT(3)\n#endif\nstruct uart { int lcr; };\n',
});

export const invalidPaste: DiagnosticKind = error('QIDL1032', {
  message: "'{left}' and '{right}' pasted together are no token",
  explain:
    '`##` makes one token of two (C11 6.10.3.3). If their spellings together are no token, both stay as they are.',
  bad: '#define MEMBER(s, m) s ## . ## m\nint a[MEMBER(x, y)];\n',
  good: '#define MEMBER(s, m) s ## _ ## m\nenum { x_y = 1 };\nint a[MEMBER(x, y)];\n',
});

export const expansionTooLarge: DiagnosticKind = error('QIDL1033', {
  message: "macro expansion makes more than {limit} tokens, here in '{name}'",
  help: ['look at what the macro doubles'],
  explain:
    'A macro that mentions another twice, which mentions another twice, and so on, makes 2 to the power of n tokens in ' +
    'n lines. Preprocessing ends here. The more there is in included files, the higher the limit. The values of the ' +
    'constants of a header have a limit of their own, together.',
  bad:
    '#define A x x x x x x x x x x x x x x x x\n#define B A A A A A A A A A A A A A A A A\n#define C B B B B B B B B B B B B B B B B\n' +
    '#define D C C C C C C C C C C C C C C C C\n#define E D D D D D D D D D D D D D D D D\n#define F E E E E E E E E E E E E E E E E\n' +
    'F\n',
  good: '#define A\n#define B A A\nB\n',
});

export const argumentsTooDeep: DiagnosticKind = error('QIDL1034', {
  message: 'macro calls are nested more than {limit} deep in the arguments of one another',
  explain: 'Each argument is expanded before the call that it belongs to. Preprocessing ends here.',
  bad: `#define F(x) x\n${'F('.repeat(500)}1${')'.repeat(500)}\n`,
  good: '#define F(x) x\nint a[F(F(F(1)))];\n',
});

// Includes

export const includeNotFound: DiagnosticKind = error('QIDL1040', {
  message: 'cannot find {name}',
  help: [
    'add the folder that has it to the include folders (-I)',
    'or leave the #include out, if nothing that is saved needs it',
  ],
  explain:
    'No file of that name is where C looks for it: beside the including file (for quotes), in the include folders, ' +
    'among the built-in headers (stdint.h, stddef.h, stdbool.h, stdarg.h, limits.h, inttypes.h, float.h, time.h, ' +
    'string.h, stdlib.h, stdio.h, assert.h). The folders of the system are only searched if they are given.',
  bad: '#include "nowhere.h"\n',
  good: '#include <stdint.h>\n',
});

export const headerMissing: DiagnosticKind = error('QIDL1046', {
  message: "there is no file '{path}'",
  help: ['name a header that exists and may be read'],
  explain: 'The header that was to be compiled is not there, or is a folder or a device.',
  bad: '// file uart.qidl.h: struct uart { int lcr; };\n// compile uatr.qidl.h\n',
  good: '// file uart.qidl.h: struct uart { int lcr; };\n// compile uart.qidl.h\n',
});

export const includeSyntax: DiagnosticKind = error('QIDL1041', {
  message: '\'#{directive}\' needs "file" or <file>',
  explain: 'Behind #include stands a file name in quotes or angle brackets, or macros that expand to one (C11 6.10.2).',
  bad: '#include stdint.h\n',
  good: '#include <stdint.h>\n',
});

export const includeOutside: DiagnosticKind = error('QIDL1042', {
  message: "'{name}' is outside of the folders that may be read",
  help: ['add its folder to the include folders (-I), or move the header into the project'],
  explain:
    'Headers are read from the project and the include folders only, symbolic links resolved, so that a header from ' +
    'elsewhere cannot bring in files that are none of its business.',
  bad: '#include "../outside.h"\n',
  good: '// file utf8.h: #define AUTHOR "Jörg"\n#include "utf8.h"\n',
});

export const includeTooDeep: DiagnosticKind = error('QIDL1043', {
  message: "'{name}' would be included {limit} levels deep{cycle}",
  help: ["begin the header with '#pragma once', or with an include guard"],
  explain:
    'Files that include one another without an end are nearly always a header without an include guard that includes ' +
    'itself, directly or through others. Preprocessing ends here.',
  bad: '#include __FILE__\n',
  good: '#pragma once\n#include __FILE__\n',
});

export const includeInArguments: DiagnosticKind = error('QIDL1044', {
  message: "'#{directive}' inside the arguments of a macro call",
  explain: 'What a directive does there is undefined (C11 6.10.3p11), and no compiler reads a file into an argument.',
  bad: '#define ID(x) x\nID(\n#include <stdint.h>\n)\n',
  good: '#define ID(x) x\n#include <stdint.h>\nID(uint8_t) a;\n',
});

export const includeNextInMain: DiagnosticKind = warning('QIDL1045', {
  message: "'#include_next' in the main file is the same as '#include'",
  explain:
    '#include_next goes on searching behind the folder where the current file was found, but the main file was found by nobody.',
  bad: '#include_next <stdint.h>\n',
  good: '#include <stdint.h>\n',
});

// Conditionals

export const includedTooOften: DiagnosticKind = error('QIDL1047', {
  message: "files are included again and again: more than {limit} tokens in all, here those of '{name}'",
  help: ["begin the header with '#pragma once', or with an include guard"],
  explain:
    'Headers that include one another twice are read 2, 4, 8 … times, and no compiler would ever come to the end. Preprocessing ends here.',
  bad: '#if __INCLUDE_LEVEL__ < 20\n#include __FILE__\n#include __FILE__\n#endif\n',
  good: '#pragma once\n#if __INCLUDE_LEVEL__ < 20\n#include __FILE__\n#include __FILE__\n#endif\n',
});

export const conditionEmpty: DiagnosticKind = error('QIDL1050', {
  message: '#if without an expression',
  explain: 'Behind #if and #elif stands an integer expression (C11 6.10.1). A macro that expands to nothing is none.',
  bad: '#if\n#endif\n',
  good: '#if 1\n#endif\n',
});

export const conditionSyntax: DiagnosticKind = error('QIDL1051', {
  message: '{what} is not what the expression needs here',
  explain:
    'The expression of an #if consists of integers, character constants, operators and `defined`; every other name ' +
    'counts as 0. Casts, sizeof, assignments and strings mean nothing to the preprocessor. The condition counts as false.',
  bad: '#if 1 +\n#endif\n',
  good: '#if 1 + 1\n#endif\n',
});

export const conditionNumber: DiagnosticKind = error('QIDL1052', {
  message: "'{number}' is not an integer",
  explain: 'Conditions are computed in 64-bit integers; there are no fractions, and no suffixes but u, l and ll.',
  bad: '#if 1.5 > 1\n#endif\n',
  good: '#if 15 > 10\n#endif\n',
});

export const conditionCall: DiagnosticKind = error('QIDL1053', {
  message: "'{name}' is called like a macro, but is not defined",
  help: ["include the header that defines it, or test 'defined {name}' in an #if of its own"],
  explain:
    'A name that is no macro counts as 0, and 0 cannot be called. `#if defined F && F(1)` does not help: the whole line ' +
    'must be an expression even if F is not defined.',
  bad: '#if VERSION_AT_LEAST(3)\n#endif\n',
  good: '#define VERSION_AT_LEAST(n) (4 >= (n))\n#if VERSION_AT_LEAST(3)\n#endif\n',
});

export const conditionOperand: DiagnosticKind = error('QIDL1054', {
  message: "'{name}' needs its operand",
  explain: '`defined NAME`, `defined(NAME)`, `__has_include("file")`, `__has_attribute(name)`.',
  bad: '#if defined\n#endif\n',
  good: '#if defined DEBUG\n#endif\n',
});

export const divisionByZero: DiagnosticKind = error('QIDL1055', {
  message: 'division by zero in #if',
  explain:
    'The condition has no value and counts as false. An operand that is not evaluated, as in `0 && 1 / 0`, may divide by zero.',
  bad: '#if 1 / 0\n#endif\n',
  good: '#if 0 && 1 / 0\n#endif\n',
});

export const conditionTooDeep: DiagnosticKind = error('QIDL1056', {
  message: 'the expression is nested more than {limit} deep',
  explain:
    'Parentheses, unary operators and `?:` inside one another are limited, so that no header can exhaust the stack.',
  bad: `#if ${'('.repeat(300)}1${')'.repeat(300)}\n#endif\n`,
  good: '#if ((1))\n#endif\n',
});

export const directiveWithoutIf: DiagnosticKind = error('QIDL1057', {
  message: "'#{directive}' without #if",
  explain: 'There is no open #if in this file. A conditional begins and ends in the same file.',
  bad: '#endif\n',
  good: '#if 1\n#endif\n',
});

export const directiveAfterElse: DiagnosticKind = error('QIDL1058', {
  message: "'#{directive}' after #else",
  explain:
    '#else begins the last group of a conditional; only #endif can follow. The group after this directive is skipped.',
  bad: '#if 1\n#else\n#else\n#endif\n',
  good: '#if 1\n#else\n#endif\n',
});

export const unterminatedConditional: DiagnosticKind = error('QIDL1059', {
  message: "'#{directive}' without #endif",
  explain:
    'The file ends before the conditional does. What should have followed the #endif may be missing from the result.',
  bad: '#ifdef DEBUG\nstruct fifo { int head; };\n',
  good: '#ifdef DEBUG\nstruct fifo { int head; };\n#endif\n',
});

export const conditionalsTooDeep: DiagnosticKind = error('QIDL1060', {
  message: '#ifs are nested more than {limit} deep',
  explain: 'C asks compilers for 63 (C11 5.2.4.1). Preprocessing ends here.',
  bad: `${'#if 1\n'.repeat(1001)}${'#endif\n'.repeat(1001)}`,
  good: '#if 1\n#endif\n',
});

// Other directives

export const errorDirective: DiagnosticKind = error('QIDL1070', {
  message: '#error {text}',
  explain: 'The header itself says that it cannot be used like this: often a macro must be defined first (-D).',
  bad: '#ifndef __QIDL_EXAMPLE__\n#error define __QIDL_EXAMPLE__ first\n#endif\n',
  good: '#ifndef __QIDL__\n#error this is for the QIDL compiler\n#endif\n',
});

export const warningDirective: DiagnosticKind = warning('QIDL1071', {
  message: '#warning {text}',
  explain: 'The header itself warns its users.',
  bad: '#warning this header is deprecated\n',
  good: '/* this header is deprecated */\n',
});

export const lineSyntax: DiagnosticKind = error('QIDL1072', {
  message: '#line needs a number, and may have a file name in quotes',
  explain:
    '#line sets what __LINE__ and __FILE__ expand to (C11 6.10.4). Diagnostics show the real places all the same.',
  bad: '#line twelve\n',
  good: '#line 12 "generated.y"\n',
});

export const packSyntax: DiagnosticKind = warning('QIDL1073', {
  message: '#pragma pack is not understood, and left out',
  help: ['say pack(n), pack(push, n), pack(pop) or pack(), with n one of 1, 2, 4, 8, 16'],
  explain:
    'gcc and clang leave out a #pragma pack that they cannot read, with a push that is in it, and lay structs out as ' +
    'if it were not there. So does this compiler.',
  bad: '#pragma pack(3)\n',
  good: '#pragma pack(push, 2)\nstruct s { int a; };\n#pragma pack(pop)\n',
});

export const packTooDeep: DiagnosticKind = error('QIDL1077', {
  message: 'more than {limit} #pragma pack(push) without their pop',
  explain: 'What a push saves is kept until its pop, so the number of them is limited.',
  bad: '#pragma pack(push, 1)\n'.repeat(1001),
  good: '#pragma pack(push, 1)\n#pragma pack(pop)\n'.repeat(1001),
});

export const packWithoutPush: DiagnosticKind = warning('QIDL1074', {
  message: '#pragma pack(pop) without its push',
  explain: 'Nothing was saved that could be restored. The alignment in force stays as it is, as in gcc.',
  bad: '#pragma pack(pop)\n',
  good: '#pragma pack(push, 1)\n#pragma pack(pop)\n',
});

export const unsupportedPragma: DiagnosticKind = error('QIDL1075', {
  message: '#pragma {name} changes the layout of structs in a way that is not supported',
  explain:
    'Passing over it would lay structs out wrongly without a word. Leave it out, or keep such structs in a header of their own.',
  bad: '#pragma scalar_storage_order big-endian\n',
  good: '#pragma GCC diagnostic ignored "-Wpacked"\n',
});

export const notCarriedOut: DiagnosticKind = warning('QIDL1078', {
  message: '{directive} is not carried out',
  explain:
    "gcc's assertions (`#assert`, `#unassert`) answer the `#if #machine(…)` of SVR4, which is an error here. They change nothing of what declarations mean, so that they are only pointed out.",
  bad: '#assert machine(uart)\n',
  good: '#define MACHINE_UART 1\n',
});

export const poisonedName: DiagnosticKind = error('QIDL1079', {
  message: "'{name}' is poisoned",
  help: ['use another name, or write this before the `#pragma GCC poison` that forbids it'],
  explain: 'What `#pragma GCC poison` names may not be written any more, in a definition or condition neither.',
  bad: '#pragma GCC poison gets\nstruct reg { int gets; };\n',
  good: 'struct reg { int gets; };\n#pragma GCC poison gets\n',
});

export const pragmaOperand: DiagnosticKind = error('QIDL1076', {
  message: "'{name}' needs its operand in parentheses",
  explain:
    '`_Pragma("pack(1)")` takes one string (C11 6.10.9), Microsoft\'s `__pragma(pack(1))` takes the words themselves.',
  bad: '_Pragma(pack)\n',
  good: '_Pragma("pack(1)")\n',
});

// Comment regions

export const unterminatedRegion: DiagnosticKind = error('QIDL1080', {
  message: 'QIDL START without QIDL END',
  help: ['put /* QIDL END */ behind the last declaration that is meant'],
  explain: 'In a file with regions, only the declarations between `/* QIDL START */` and `/* QIDL END */` count.',
  bad: '/* QIDL START */\nstruct fifo { int head; };\n',
  good: '/* QIDL START */\nstruct fifo { int head; };\n/* QIDL END */\n',
});

export const regionWithoutStart: DiagnosticKind = error('QIDL1081', {
  message: 'QIDL END without QIDL START',
  help: ['put /* QIDL START */ before the first declaration that is meant'],
  explain: 'In a file with regions, only the declarations between `/* QIDL START */` and `/* QIDL END */` count.',
  bad: 'struct fifo { int head; };\n/* QIDL END */\n',
  good: '/* QIDL START */\nstruct fifo { int head; };\n/* QIDL END */\n',
});

export const nestedRegion: DiagnosticKind = error('QIDL1082', {
  message: 'QIDL START inside a region that is open already',
  explain: 'Regions are not nested: the one before has to end first.',
  bad: '/* QIDL START */\n/* QIDL START */\nstruct fifo { int head; };\n/* QIDL END */\n',
  good: '/* QIDL START */\nstruct fifo { int head; };\n/* QIDL END */\n',
});
