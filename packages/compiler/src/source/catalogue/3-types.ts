// Out: the diagnostics of types, layout and constant expressions: QIDL3xxx.
// Rule: `bad` triggers the kind, `good` is the same header mended; the tests compile both.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, warning } from './kind.ts';

export const redefinedTag: DiagnosticKind = error('QIDL3001', {
  message: '{type} is defined twice',
  help: ['keep one definition, or guard the header against a second #include'],
  explain:
    'A struct, union or enum has one body. A second one with the same tag is an error even if both are the same, as it is in C11. The usual cause is a header without an include guard that is included twice.',
  bad: 'struct fifo { int head; };\nstruct fifo { int head; };\n',
  good: 'struct fifo { int head; };\nstruct fifo_state { struct fifo fifo; };\n',
});

export const changedTagKind: DiagnosticKind = error('QIDL3002', {
  message: '{type} was declared as {other} before',
  explain:
    'Structs, unions and enums share one name space of tags (C11 6.2.3): a tag that was introduced as one of them cannot be used as another.',
  bad: 'struct reg { int value; };\nstruct dev { union reg *r q_immutable; };\n',
  good: 'union reg { int value; };\nstruct dev { union reg *r q_immutable; };\n',
});

export const redefinedTypedef: DiagnosticKind = error('QIDL3003', {
  message: "typedef '{name}' is redefined as {type}; it was {other}",
  help: ['use one definition everywhere, or give the second one another name'],
  explain: 'A typedef may be repeated in the same scope only if it names the same type each time (C11 6.7p3).',
  bad: 'typedef unsigned char reg_t;\ntypedef unsigned short reg_t;\nstruct dev { reg_t r; };\n',
  good: 'typedef unsigned char reg_t;\ntypedef unsigned char reg_t;\nstruct dev { reg_t r; };\n',
});

export const redefinedName: DiagnosticKind = error('QIDL3004', {
  message: "'{name}' is {other} already",
  explain:
    'Typedefs, enumerators, functions and objects share one name space (C11 6.2.3). An enumerator may be declared once only.',
  bad: 'enum a { IDLE, BUSY };\nenum b { BUSY, DONE };\n',
  good: 'enum a { A_IDLE, A_BUSY };\nenum b { B_BUSY, B_DONE };\n',
});

export const containsItself: DiagnosticKind = error('QIDL3005', {
  message: "{type} contains itself through '{name}'",
  help: ["make '{name}' a pointer: {type} *{name}"],
  explain:
    'A struct that has a member of its own type, directly, in an array, or inside another member, would be infinitely large. A list or tree links its nodes by pointers.',
  bad: 'struct node { int value; struct node next; };\n',
  good: 'struct node { int value; struct node *next q_derived; };\n',
});

export const incompleteMember: DiagnosticKind = error('QIDL3006', {
  message: "'{name}' has a type without a size: {why}",
  help: ['include the header that defines the type, or make the member a pointer'],
  explain:
    'The offset of every later member depends on the size of this one, so its type must be complete here (C11 6.7.2.1p3). Structs that are declared but never defined are let pass, as types that nobody declared are: a field of such a type can be tagged, or have a visitor of its own.',
  bad: 'struct dev { void rx; };\n',
  good: 'struct dev { void *rx; };\n',
});

export const flexibleNotLast: DiagnosticKind = error('QIDL3007', {
  message: "flexible array '{name}' is not the last member of {type}",
  help: ["move '{name}' to the end, or give it a length"],
  explain:
    'An array without a length takes whatever memory follows the struct, so nothing can come after it (C11 6.7.2.1p18).',
  bad: 'struct packet { unsigned char data[] q_derived; int length; };\n',
  good: 'struct packet { int length; unsigned char data[] q_derived; };\n',
});

export const functionMember: DiagnosticKind = error('QIDL3008', {
  message: "'{name}' is declared as a function inside {type}",
  help: ['declare a pointer to the function: (*{name})(…)'],
  explain: 'A struct holds data. It can hold a pointer to a function, never the function (C11 6.7.2.1p3).',
  bad: 'struct ops { int read(int port); };\n',
  good: 'struct ops { int (*read)(int port); };\n',
});

export const impossibleType: DiagnosticKind = error('QIDL3009', {
  message: '{what}',
  explain:
    'C derives no such type: arrays are of complete object types that fill their alignment, functions return neither arrays nor functions (C11 6.7.6.2, 6.7.6.3).',
  bad: 'struct ops { q_immutable int (*table[4])(void)[2]; };\n',
  good: 'struct ops { q_immutable int *(*table[4])(void); };\n',
});

export const negativeArray: DiagnosticKind = error('QIDL3010', {
  message: 'an array of {count} elements',
  explain:
    'The length of an array is a constant expression of at least zero. Headers that assert at compile time do it with such an array: then the asserted condition does not hold for this target.',
  bad: 'struct dev { char name[4 - 5]; };\n',
  good: 'struct dev { char name[5 - 4]; };\n',
});

export const arrayLengthType: DiagnosticKind = error('QIDL3011', {
  message: 'the length of an array is an integer, not {type}',
  explain:
    'The length of an array has an integer type (C11 6.7.6.2p1). A cast makes an integer of a floating constant.',
  bad: 'struct dev { char name[2.5]; };\n',
  good: 'struct dev { char name[(int)2.5]; };\n',
});

export const tooLarge: DiagnosticKind = error('QIDL3012', {
  message: '{what}: more than {limit} bytes, the most that a type can have',
  help: ['reduce the number of elements, or keep the data outside the struct behind a pointer'],
  explain:
    'No object of a 32-bit target can have 2 GiB, and no device state is as large. A length of that size is a slip or an attack, so it is refused before anything is allocated.',
  bad: 'struct dev { char ram[1LL << 40]; };\n',
  good: 'struct dev { char ram[1LL << 10]; };\n',
});

export const bitFieldWidth: DiagnosticKind = error('QIDL3013', {
  message: 'bit-field {name} is {width} bits wide; the width of {type} is {bits}',
  explain:
    'The width of a bit-field is at least 0 and at most the width of its type (C11 6.7.2.1p4); a _Bool has one bit.',
  bad: 'struct reg { unsigned char mode : 9; };\n',
  good: 'struct reg { unsigned short mode : 9; };\n',
});

export const namedZeroWidth: DiagnosticKind = error('QIDL3014', {
  message: "bit-field '{name}' has a width of 0",
  help: ['leave the name out to end the storage unit: `int : 0;`'],
  explain:
    'A width of zero means that the next bit-field begins a new storage unit. Such a field has no value, and so no name.',
  bad: 'struct reg { unsigned a : 3; unsigned gap : 0; unsigned b : 3; };\n',
  good: 'struct reg { unsigned a : 3; unsigned : 0; unsigned b : 3; };\n',
});

export const bitFieldType: DiagnosticKind = error('QIDL3015', {
  message: 'bit-field {name} has the type {type}, which is not an integer',
  explain: 'A bit-field has an integer, enum or _Bool type (C11 6.7.2.1p5).',
  bad: 'struct reg { float mode : 3; };\n',
  good: 'struct reg { unsigned mode : 3; };\n',
});

export const duplicateMember: DiagnosticKind = error('QIDL3016', {
  message: "{type} has two members called '{name}'",
  explain:
    'Member names are unique in their struct. Members of an anonymous struct or union count as members of the one around it (C11 6.7.2.1p13).',
  bad: 'struct reg { int value; union { int value; char bytes[4] q_derived; }; };\n',
  good: 'struct reg { int status; union { int value; char bytes[4] q_derived; }; };\n',
});

export const notConstant: DiagnosticKind = error('QIDL3017', {
  message: '{what} in a constant expression',
  explain:
    'Array lengths, bit-field widths, enumerators and alignments are computed when the header is compiled, so only constants, sizeof, offsets and casts can be in them (C11 6.6).',
  bad: 'extern int count;\nstruct dev { char name[count]; };\n',
  good: 'enum { COUNT = 4 };\nstruct dev { char name[COUNT]; };\n',
});

export const undeclared: DiagnosticKind = error('QIDL3018', {
  message: "nothing is called '{name}' here",
  help: [
    "did you mean '{guess}'?",
    'include the header that defines it',
    'define it: -D {name}=…, or the option `define`',
  ],
  explain: 'A constant expression uses a name that is neither an enumerator nor a macro at this place.',
  bad: 'struct dev { char name[NAME_LENGTH]; };\n',
  good: '#define NAME_LENGTH 8\nstruct dev { char name[NAME_LENGTH]; };\n',
});

export const divisionByZero: DiagnosticKind = error('QIDL3019', {
  message: 'division by zero',
  explain: 'The right operand of / or % is zero, so the expression has no value (C11 6.5.5p5).',
  bad: 'struct dev { char name[8 / 0]; };\n',
  good: 'struct dev { char name[8 / 2]; };\n',
});

export const shiftOutOfRange: DiagnosticKind = error('QIDL3020', {
  message: 'a shift by {count} of a value of {bits} bits',
  help: ['widen the left operand first: 1ULL << {count}'],
  explain:
    'A shift by a negative number, or by as many bits as the promoted left operand has or more, is undefined (C11 6.5.7p3).',
  bad: 'enum flag { TOP = 1 << 32 };\n',
  good: 'enum flag { TOP = 1LL << 32 };\n',
});

export const enumRange: DiagnosticKind = error('QIDL3021', {
  message: "enumerator '{name}' is {value}: out of range for {type}",
  explain:
    "An enumerator's value fits the enum's fixed type if it has one, and 64 bits otherwise. An enumerator without a value is one more than the one before it.",
  bad: 'enum last { LAST = 0xffffffffffffffffULL, BEYOND };\n',
  good: 'enum last { BEFORE = 0xfffffffffffffffeULL, LAST };\n',
});

export const enumTypeNotInteger: DiagnosticKind = error('QIDL3038', {
  message: 'an enum cannot have the type {type}',
  explain:
    'The type behind the colon of an enum is an integer type: char, short, int, long or long long, signed or unsigned, or bool (C23 6.7.3.3). Another enum, a floating type or a pointer is none.',
  bad: 'enum rate : float { SLOW, FAST };\n',
  good: 'enum rate : unsigned char { SLOW, FAST };\n',
});

export const enumAlignment: DiagnosticKind = warning('QIDL3039', {
  message:
    '{type} has an alignment of {natural}, as for gcc, which does not heed aligned({align}) of an enum; clang does',
  help: ['give the attribute to a typedef or to the members of this type'],
  explain:
    'gcc gives an enum the alignment of its integer type, whatever its attributes say; clang gives it the one that they ask for. Memory of a program that clang compiled would be misread.',
  bad: '// options: {"target":"x86_64"}\nenum __attribute__((aligned(8))) mode { OFF, ON };\n',
  good: 'typedef enum mode { OFF, ON } aligned_mode __attribute__((aligned(8)));\n',
});

export const staticAssertFailed: DiagnosticKind = error('QIDL3022', {
  message: 'static assertion failed{message}',
  explain:
    'The condition of a _Static_assert is false for this target. Types have the widths of the option `target`, which is wasm32 unless you say otherwise.',
  bad: 'struct reg { char a; int b; };\n_Static_assert(sizeof(struct reg) == 5, "packed");\n',
  good: 'struct reg { char a; int b; } __attribute__((packed));\n_Static_assert(sizeof(struct reg) == 5, "packed");\n',
});

export const badAlignment: DiagnosticKind = error('QIDL3023', {
  message: 'an alignment of {value}; it is a power of two up to {limit}',
  explain:
    'aligned(n) and _Alignas(n) take a power of two (C11 6.2.8p4); zero is allowed for _Alignas and means nothing.',
  bad: 'struct reg { int a __attribute__((aligned(3))); };\n',
  good: 'struct reg { int a __attribute__((aligned(4))); };\n',
});

export const typeTooDeep: DiagnosticKind = error('QIDL3024', {
  message: 'a type derived more than {limit} times',
  help: ['name the parts of the type by structs'],
  explain:
    'Pointers to arrays of functions and so on, counted through typedefs, and structs inside structs, may be nested up to a fixed depth that no real header comes near.',
  bad: `typedef int ${'*'.repeat(200)}a;\ntypedef a ${'*'.repeat(200)}b;\ntypedef b ${'*'.repeat(200)}c;\nstruct dev { c d; };\n`,
  good: 'typedef int ****a;\ntypedef a ****b;\nstruct dev { b d q_derived; };\n',
});

/** An expression whose type depends on the type inside it in three ways: 3^depth steps. */
function manyTimes(depth: number): string {
  if (depth === 0) return '0';
  return `1 ? (1 ? (1 ? (void *)sizeof(${manyTimes(depth - 1)}) : (void *)1) : (void *)1) : (void *)1`;
}

export const expressionTooLarge: DiagnosticKind = error('QIDL3025', {
  message: 'the constant expressions of this header take more than {limit} steps',
  explain:
    'The work that constant expressions may cause is limited, so that no header can keep the compiler busy for long. Expressions that a person wrote are far below the limit.',
  bad: `struct dev { char a[sizeof(${manyTimes(16)})]; };\n`,
  good: 'struct dev { char a[sizeof(1 ? (void *)0 : (int *)0)]; };\n',
});

export const badNumber: DiagnosticKind = error('QIDL3026', {
  message: "'{text}' is not a number: {why}",
  explain:
    'A number is decimal, octal (0…), hexadecimal (0x…) or binary (0b…), with a suffix of u, l, ll in either case, or a floating constant with f, l or none (C11 6.4.4). It must fit 64 bits.',
  bad: 'struct dev { char name[08]; };\n',
  good: 'struct dev { char name[010]; };\n',
});

export const badCharacter: DiagnosticKind = error('QIDL3027', {
  message: '{what}',
  explain:
    "A character constant has one character, or a few whose bytes make up an int ('abcd'); its escapes are those of C11 6.4.4.4, \\e, and \\x, \\u, \\U and octal numbers that fit the character type.",
  bad: "struct dev { char name['\\xfff']; };\n",
  good: "struct dev { char name['\\x0f']; };\n",
});

export const noMember: DiagnosticKind = error('QIDL3028', {
  message: "{type} has no member '{name}'",
  explain: 'offsetof, and sizeof of a member, need a member of that name in the type or in its anonymous members.',
  bad: 'struct reg { int a; };\nstruct dev { char pad[sizeof(((struct reg *)0)->b)]; };\n',
  good: 'struct reg { int a; };\nstruct dev { char pad[sizeof(((struct reg *)0)->a)]; };\n',
});

export const noSize: DiagnosticKind = error('QIDL3029', {
  message: 'sizeof or _Alignof of a type without a layout: {why}',
  help: ['include the header that defines the type'],
  explain: 'The size of a type is known when it is complete and the target has a layout for it.',
  bad: 'struct fifo;\nstruct dev { char pad[sizeof(struct fifo)]; };\n',
  good: 'struct fifo { int head; };\nstruct dev { char pad[sizeof(struct fifo)]; };\n',
});

export const disputedLayout: DiagnosticKind = warning('QIDL3030', {
  message: 'gcc and clang lay out {type} differently; this is what gcc does',
  help: ['take aligned(n) from its bit-fields, or put them into a struct of their own'],
  explain:
    'A bit-field with aligned(n) inside #pragma pack, or at the end of a storage unit, gets another offset from clang than from gcc. Memory of a program that clang compiled would be misread.',
  bad: '// options: {"target":"x86_64"}\n#pragma pack(push, 1)\nstruct reg { unsigned a : 6; unsigned b : 11 __attribute__((aligned(4))); };\n#pragma pack(pop)\n',
  good: '#pragma pack(push, 1)\nstruct reg { unsigned a : 6; unsigned b : 11; };\n#pragma pack(pop)\n',
});

export const flexibleAlone: DiagnosticKind = error('QIDL3032', {
  message: "flexible array '{name}' {why}",
  help: ["give '{name}' a length; zero will do: {name}[0]", 'put a named field before it'],
  explain:
    'A flexible array is the last of several members of a struct (C11 6.7.2.1p18). In a union, or with no named member before it, only the newest compilers take one; gcc before 15 and clang before 19 refuse it.',
  bad: 'struct packet { unsigned char data[] q_derived; };\n',
  good: 'struct packet { int length; unsigned char data[] q_derived; };\n',
});

export const reducedAlignment: DiagnosticKind = error('QIDL3033', {
  message: "_Alignas({align}) for '{name}', whose type has an alignment of {natural}",
  help: ['write __attribute__((packed)) behind the name to lower its alignment'],
  explain: '_Alignas makes an alignment stricter, and never weaker than that of the type (C11 6.7.5p4).',
  bad: 'struct reg { char a; _Alignas(2) int b; };\n',
  good: 'struct reg { char a; _Alignas(8) int b; };\n',
});

export const enumOverflow: DiagnosticKind = warning('QIDL3034', {
  message: "enumerator '{name}' is {value}, one more than the largest {type}: gcc refuses it",
  help: ['write its value out: {name} = {value}'],
  explain:
    "An enumerator without a value is one more than the one before it, in that one's type. gcc refuses one that overflows the type; clang goes on in a larger one, as is done here.",
  bad: 'enum limit { MOST = 0x7fffffff, BEYOND };\n',
  good: 'enum limit { MOST = 0x7fffffff, BEYOND = 0x80000000 };\n',
});

export const badOperand: DiagnosticKind = error('QIDL3031', {
  message: '{what}',
  explain: 'The operands have types that C does not combine by this operator (C11 6.5).',
  bad: 'struct dev { char name[1.5 % 2]; };\n',
  good: 'struct dev { char name[15 % 2]; };\n',
});

export const noInt128: DiagnosticKind = error('QIDL3035', {
  message: 'there is no {type} on {target}',
  help: [
    'use two integers of 64 bits, or set `target` to a machine that has it',
    'if it may be missing, ask with #ifdef __SIZEOF_INT128__',
  ],
  explain: 'gcc and clang have 128-bit integers on machines with 64-bit registers and on wasm32, not on i386 and arm.',
  bad: '// options: {"target":"i386"}\ntypedef unsigned __int128 wide;\nstruct reg { int value; };\n',
  good: '// options: {"target":"i386"}\n#include <stdint.h>\nstruct reg { uint64_t low, high; };\n',
});

export const announcedAttributes: DiagnosticKind = warning('QIDL3036', {
  message: 'attributes of {type} stand before its body: clang lays it out by them, gcc ignores them, as is done here',
  help: ['write them where the body is: behind its keyword, or behind its closing brace'],
  explain:
    'gcc heeds the attributes of a definition alone. clang also keeps those of a declaration before it, as in `typedef struct __attribute__((packed)) foo foo_t;`. Memory of a program that clang compiled would be misread.',
  bad: '// options: {"target":"x86_64"}\ntypedef struct __attribute__((packed)) reg reg_t;\nstruct reg { char a; int b; };\n',
  good: 'typedef struct reg reg_t;\nstruct reg { char a; int b; } __attribute__((packed));\n',
});

export const foreignByteOrder: DiagnosticKind = error('QIDL3037', {
  message: 'scalar_storage_order("{order}") is not supported on {target}, which is {own}',
  help: ['save the members as arrays of bytes', 'or set `target` to a machine with that byte order'],
  explain:
    'Members of such a struct lie in memory in another byte order than all others of the machine. gcc alone has that; clang passes over it, and reads other values.',
  bad: 'struct __attribute__((scalar_storage_order("big-endian"))) frame { unsigned length; };\n',
  good: 'struct frame { unsigned char length[4]; };\n',
});
