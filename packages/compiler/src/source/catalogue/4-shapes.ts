// Out: what is wrong with how a saved field is written: QIDL404x to QIDL406x.
// Rule: language.md 9 to 12, and its markers for wire formats that exist.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, warning } from './kind.ts';

export const sizeNotArray: DiagnosticKind = error('QIDL4040', {
  message: "'{field}' of {struct} has a size, but {type} is neither an array nor a pointer",
  explain: 'q_size(n) says how many elements of an array, or of what a pointer points to, are saved.',
  bad: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data q_size(count); };\n',
  good: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data[16] q_size(count); };\n',
});

export const sizeAfterArray: DiagnosticKind = error('QIDL4041', {
  message: "the size of '{field}' in {struct}: '{size}' stands after it",
  help: ["declare '{size}' before '{field}'"],
  explain:
    'Fields are saved and loaded in the order of their declaration. The number of elements must be known before the ' +
    'elements come, so the field that holds it stands before the array.',
  bad: '#include <stdint.h>\nstruct Fifo { uint8_t data[16] q_size(count); uint8_t count; };\n',
  good: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data[16] q_size(count); };\n',
});

export const sizeUnknownOnLoad: DiagnosticKind = error('QIDL4042', {
  message: "the size of '{field}' in {struct}: '{size}' {why}",
  help: ["save '{size}'"],
  explain: 'On load the number of elements must be known before the elements come.',
  bad: '#include <stdint.h>\nstruct Fifo { uint8_t count q_derived; uint8_t data[16] q_size(count); };\n',
  good: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data[16] q_size(count); };\n',
});

export const sizeOutOfRange: DiagnosticKind = error('QIDL4043', {
  message: "the size of '{field}' in {struct} is {size}, outside of 0 to {capacity}",
  help: ['make the array larger, or its size smaller'],
  explain: 'At most as many elements as the array has can be saved, and none at least.',
  bad: '#include <stdint.h>\nstruct Fifo { uint8_t data[16] q_size(17); };\n',
  good: '#include <stdint.h>\nstruct Fifo { uint8_t data[16] q_size(8); };\n',
});

export const stringNotChars: DiagnosticKind = error('QIDL4044', {
  message: "'{field}' of {struct} is marked as text, but {type} is no character",
  help: ['text is an array of char, or a `char *`'],
  explain:
    'q_string stands on arrays of char, signed char or uint8_t, and on pointers to them. wchar_t text has no saved form.',
  bad: '#include <stdint.h>\nstruct Disk { uint16_t serial[20] q_string; };\n',
  good: '#include <stdint.h>\nstruct Disk { char serial[20] q_string; };\n',
});

export const expressionName: DiagnosticKind = error('QIDL4045', {
  message: "'{name}' in an expression for '{field}' is no field of {struct} and no constant",
  help: ["did you mean '{guess}'?", 'declare the field, or include the header that defines the constant'],
  explain:
    'The expression of q_size or q_needed may use the fields of the struct, by their names or through obj, and those ' +
    'of structs saved inside it, constants, and functions of one return.',
  bad: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data[16] q_size(cuont); };\n',
  good: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data[16] q_size(count); };\n',
});

export const expressionUnsupported: DiagnosticKind = error('QIDL4046', {
  message: "the expression for '{field}' of {struct} has {what}",
  help: ['compute it in a function of the option `functions`'],
  explain:
    'Expressions compute with integers over the fields of the struct, as C does, elements of arrays of a fixed length ' +
    'included. Other elements, floating-point numbers, addresses and assignments are beyond them.',
  bad: '#include <stdint.h>\nstruct Fifo { uint8_t at, counts[2]; uint8_t data[16] q_size(counts[at]); };\n',
  good: '#include <stdint.h>\nstruct Fifo { uint8_t count; uint8_t data[16] q_size(count); };\n',
});

export const callNeedsFunction: DiagnosticKind = error('QIDL4047', {
  message: "the expression for '{field}' of {struct} calls '{function}', and nothing says what that computes",
  help: [
    'make it a `static inline` function of one return in the header',
    "or name the module that exports it: option functions: { '{function}': './module.js' }",
  ],
  explain:
    'The number of elements is computed in JavaScript. A `static inline` function whose body is one return is ' +
    'computed by its expression; for any other function the option `functions` names a module that has it.',
  bad: '#include <stdint.h>\nstruct Pci { uint8_t cap; uint8_t config[256] q_size(config_size(*obj)); };\n',
  good:
    '#include <stdint.h>\nstruct Pci;\nstatic inline int config_size(const struct Pci *d);\n' +
    'struct Pci { uint8_t cap; uint8_t config[256] q_size(config_size(obj)); };\n' +
    'static inline int config_size(const struct Pci *d) { return d->cap ? 256 : 64; }\n',
});

export const expressionTooLarge: DiagnosticKind = error('QIDL4048', {
  message:
    "the expression for '{field}' of {struct} has more than {most} parts, those of the functions it calls included",
  help: ['give the outermost function by the option `functions`'],
  explain:
    'Calls of inline functions are replaced by what they compute. Functions that call each other twice grow in this ' +
    'way without end, as do recursive ones.',
  bad:
    '#include <stdint.h>\nstatic inline int f(int n) { return n ? f(n - 1) : 0; }\n' +
    'struct Fifo { uint8_t count; uint8_t data[16] q_size(f(count)); };\n',
  good:
    '#include <stdint.h>\nstatic inline int f(int n) { return n ? n - 1 : 0; }\n' +
    'struct Fifo { uint8_t count; uint8_t data[16] q_size(f(count)); };\n',
});

export const presenceFlag: DiagnosticKind = error('QIDL4049', {
  message: "'{flag}' says whether '{field}' of {struct} is there, but it {why}",
  help: ["declare `bool {flag};` before '{field}', and save it"],
  explain:
    'A field `has_F` beside an optional field F says whether F is there. It is a saved bool that stands before F, so ' +
    'that a reader knows. Without such a field F itself may be null.',
  bad: '#include <stdint.h>\n#include <stdbool.h>\nstruct Uart { uint8_t tsr q_optional; bool has_tsr; };\n',
  good: '#include <stdint.h>\n#include <stdbool.h>\nstruct Uart { bool has_tsr; uint8_t tsr q_optional; };\n',
});

export const defaultNotConstant: DiagnosticKind = error('QIDL4050', {
  message: "the default of '{field}' in {struct} is no constant",
  help: ['use a number, an enumerator, a macro that is one, NULL, a string, or an initialiser in braces'],
  explain:
    'A default is compared with the field before each save and assigned before each load. It is part of the schema ' +
    'and known when the header is compiled.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t lcr; uint8_t old q_default(lcr); };\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t lcr; uint8_t old q_default(3); };\n',
});

export const defaultRange: DiagnosticKind = error('QIDL4051', {
  message: "the default of '{field}' in {struct} does not fit {type}: {value} is outside of {range}",
  help: ['C would wrap it; write the value the field has then'],
  explain:
    'C converts an initialiser to the type of its object, silently. A default that is not in the range of its field ' +
    'is nearly always a mistake, and the comparison before a save would never find it.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t lcr q_default(0x103); };\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t lcr q_default(0x03); };\n',
});

export const defaultKind: DiagnosticKind = error('QIDL4052', {
  message: "the default of '{field}' in {struct} is of another kind: {type} takes {needs}",
  explain:
    'Numbers have numbers as defaults, text has a string, pointers and lists have NULL, arrays and structs have ' +
    'initialisers in braces, of which {0} is all zeros. Unions and types with visitors of their own have none.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t fifo[16] q_default(0); };\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t fifo[16] q_default({0}); };\n',
});

export const versionTooNew: DiagnosticKind = error('QIDL4053', {
  message: "'{field}' came with version {version} of {struct}, which is at version {most}",
  help: ['say version({version}) of the struct'],
  explain:
    'q_version names the version of the struct since which the field is saved. It cannot be later than the current one.',
  bad: '#include <stdint.h>\nQIDL_DECLARE(Rtc, version(2)) { uint8_t index; uint8_t irq q_version(3); };\n',
  good: '#include <stdint.h>\nQIDL_DECLARE(Rtc, version(3)) { uint8_t index; uint8_t irq q_version(3); };\n',
});

export const minimumVersion: DiagnosticKind = error('QIDL4054', {
  message: '{struct} reads nothing older than version {minimum}, but is itself at version {version}',
  explain:
    'minimum_version is the oldest version of the struct that can still be loaded; it cannot be later than the current one.',
  bad: '#include <stdint.h>\nQIDL_DECLARE(Rtc, version(2), minimum_version(3)) { uint8_t index; };\n',
  good: '#include <stdint.h>\nQIDL_DECLARE(Rtc, version(3), minimum_version(2)) { uint8_t index; };\n',
});

export const subsectionName: DiagnosticKind = error('QIDL4055', {
  message: 'subsection "{subsection}" of {struct} must begin with "{parent}/"',
  help: ['call it "{parent}/…"', 'or name the struct on the wire: QIDL_STRUCT({struct}, name("…"))'],
  explain:
    'A reader of the stream recognises a subsection by its name, which begins with the name of the state it belongs ' +
    'to. Any other name ends the state.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t irq q_default(8) q_subsection("irq"); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t irq q_default(8) q_subsection("Rtc/irq"); };\n',
});

export const subsectionNeverWritten: DiagnosticKind = error('QIDL4056', {
  message: 'nothing says when subsection "{subsection}" of {struct} is written',
  help: ['give a field of it a default: q_default(x)', 'or state the condition: q_needed(expression)'],
  explain:
    'A subsection is written when q_needed holds, or, without one, when any of its fields differs from its default. ' +
    'With neither it would never be written, or always.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t irq q_subsection("Rtc/irq"); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t irq q_default(8) q_subsection("Rtc/irq"); };\n',
});

export const subsectionConflict: DiagnosticKind = error('QIDL4057', {
  message: '\'{field}\' of {struct} gives subsection "{subsection}" a second {what}',
  help: ['give it once, at any of the fields'],
  explain: 'Fields of one subsection name are written together: under one condition, with one version.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t a q_default(0) q_subsection("Rtc/x", 1); uint8_t b q_default(0) q_subsection("Rtc/x", 2); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t a q_default(0) q_subsection("Rtc/x", 2); uint8_t b q_default(0) q_subsection("Rtc/x"); };\n',
});

export const neededAlone: DiagnosticKind = error('QIDL4058', {
  message: "{marker} on '{field}' of {struct} needs a q_subsection",
  help: [
    'name the subsection: q_subsection("parent/name")',
    'for a field that is written only sometimes, use q_default or q_optional',
  ],
  explain:
    'q_needed is the condition of a named subsection. Fields of new formats are left out by q_default or q_optional.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t on; uint8_t irq q_needed(on); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t on; uint8_t irq q_default(8); };\n',
});

export const preferDefault: DiagnosticKind = warning('QIDL4059', {
  message: 'subsection "{subsection}" of {struct} has a condition of its own: prefer q_default',
  help: ['q_default(x) leaves the field out exactly when it has its usual value'],
  explain:
    'A condition may be false while the field matters: then the field is lost, and no reader notices. q_default ' +
    'cannot lose anything. q_needed is for wire formats that exist; under `strict` it is an error.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t on; uint8_t irq q_subsection("Rtc/irq") q_needed(on); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t on; uint8_t irq q_default(0) q_subsection("Rtc/irq"); };\n',
});

export const propertyBit: DiagnosticKind = error('QIDL4060', {
  message: "'{field}' of {struct} has {bits} bits, and no bit {bit} that a property could be",
  help: ['bits count from 0'],
  explain: 'A property of one bit names a bit of an integer field, the lowest one being bit 0.',
  bad: '#include <stdint.h>\nstruct Pci { uint32_t caps q_property_bit("multi", 32, true); uint8_t irq; };\n',
  good: '#include <stdint.h>\nstruct Pci { uint32_t caps q_property_bit("multi", 31, true); uint8_t irq; };\n',
});

export const nameTooLong: DiagnosticKind = error('QIDL4062', {
  message: "'{field}' of {struct} has a name of {bytes} bytes on the wire; {most} is the most",
  help: ['give it a shorter one: q_name("…")'],
  explain:
    'Names are written with a length of one byte. A field with a default, or one that may be null, is a subsection of ' +
    'its own, whose name begins with the name of its struct.',
  bad: `struct Uart { int ${'x'.repeat(256)}; };\n`,
  good: `struct Uart { int ${'x'.repeat(256)} q_name("x"); };\n`,
});

export const fieldNameTaken: DiagnosticKind = error('QIDL4061', {
  message: "'{field}' of {struct} goes by the name {name}, which '{other}' has already",
  explain:
    'The fields of a struct are told apart by their names, on the wire as in JavaScript. Old names count, too. A field ' +
    'with a default has a subsection of its own, "struct/field", whose name no other may have; nor may two properties ' +
    'have one.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t index; uint8_t cmos q_name("index"); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t index; uint8_t cmos q_name("cmos_index"); };\n',
});
