// Out: what is wrong with the markers of a field, whatever its type: QIDL400x and QIDL401x.
// Rule: language.md 1 to 4, and what each marker takes.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, note, warning } from './kind.ts';

export const twoRoles: DiagnosticKind = error('QIDL4001', {
  message: "field '{field}' of {struct} has two roles: {first} and {second}",
  help: ['keep the one that says what becomes of the field when the device is saved'],
  explain:
    'Immutable, host, derived, broken, elsewhere and standard each say what becomes of a field when its struct is ' +
    'saved. They exclude each other, so a field has at most one of them; host counts as its own role although it ' +
    'is saved like immutable.',
  bad: '#include <stdint.h>\nstruct Timer { uint32_t period q_immutable q_derived; uint32_t count; };\n',
  good: '#include <stdint.h>\nstruct Timer { uint32_t period q_immutable; uint32_t count; };\n',
});

export const twiceTagged: DiagnosticKind = error('QIDL4002', {
  message: "field '{field}' of {struct} is marked twice: {first} and {second} say the same",
  help: ['keep one of them'],
  explain:
    'A marker that stands once was given twice, perhaps once before the type, where it covers every declarator, and ' +
    'once behind the declarator. Which of the two arguments should count cannot be known.',
  bad: '#include <stdint.h>\nstruct Uart { uint8_t lcr q_default(3) q_default(0); };\n',
  good: '#include <stdint.h>\nstruct Uart { uint8_t lcr q_default(3); };\n',
});

export const rivalMarkers: DiagnosticKind = error('QIDL4003', {
  message: "field '{field}' of {struct}: {first} and {second} exclude each other",
  help: ['keep the one that describes the field'],
  explain:
    'The two markers describe two different kinds of field: a text ends at its NUL, a counted array after its count, ' +
    'a list has elements of its own, a union one of its cases; an optional field is absent by itself and not by ' +
    'having a default value.',
  bad: '#include <stdint.h>\nstruct Disk { uint8_t n; char serial[20] q_string q_size(n); };\n',
  good: '#include <stdint.h>\nstruct Disk { uint8_t n; char serial[20] q_string; };\n',
});

export const skippedShape: DiagnosticKind = error('QIDL4004', {
  message: "{marker} says how '{field}' is written, but '{field}' of {struct} is not: it is {role} {why}",
  help: ['leave {marker} out', 'if the field is saved, leave the other tag out, or say q_standard'],
  explain:
    'Optional, size, default, version and subsection describe how a saved field is written. On a field that is not ' +
    'saved they contradict its role. Two exceptions make sense: a broken field may have a default, which it gets on ' +
    'load, and an immutable, host or elsewhere array may have a size.',
  bad: '#include <stdint.h>\nstruct Nic { uint16_t vendor q_immutable q_default(1); uint8_t link; };\n',
  good: '#include <stdint.h>\nstruct Nic { uint16_t vendor q_immutable; uint8_t link; };\n',
});

export const notAFieldMarker: DiagnosticKind = error('QIDL4005', {
  message: '{marker} does not belong on a field',
  help: ['say it of the struct: QIDL_STRUCT(Name, {marker})'],
  explain:
    'Some words describe a whole struct: its minimum version, or that its state or its properties are skipped. They ' +
    'stand among the arguments of QIDL_DECLARE, QIDL_START or QIDL_STRUCT.',
  bad: '#include <stdint.h>\nstruct Nic { uint8_t link QIDL(skip_state); };\n',
  good: '#include <stdint.h>\nstruct Nic { uint8_t link; };\nQIDL_STRUCT(struct Nic, skip_state)\n',
});

export const anonymousMarker: DiagnosticKind = error('QIDL4006', {
  message: '{marker} cannot stand on an anonymous member: there is no field for it',
  help: ['give the member a name', 'or mark the members inside'],
  explain:
    'The members of an anonymous struct or union belong to its parent, so that there is no field of its own that ' +
    'could be optional, have a size or be a union with a tag. Role tags such as q_immutable are passed on to every ' +
    'member inside.',
  bad: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b q_case(1); } q_union(kind); };\n',
  good: '#include <stdint.h>\nstruct Cmd { uint8_t kind; union { uint32_t a q_case(0); uint16_t b q_case(1); } u q_union(kind); };\n',
});

export const markerText: DiagnosticKind = error('QIDL4007', {
  message: '{marker} takes a string of 1 to 255 printable ASCII characters',
  explain:
    'Names in saved states are written with a length of one byte and compared byte by byte by other programs. So ' +
    'they are printable ASCII and at most 255 bytes long, and the marker takes a string literal, not a bare word.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t cmos_index q_name(""); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t cmos_index q_name("index"); };\n',
});

export const markerInteger: DiagnosticKind = error('QIDL4008', {
  message: '{marker} takes a constant whole number, {least} or more',
  explain:
    'The argument counts versions, bits or bytes, which a reader of the saved state has to know beforehand. It must ' +
    'be an integer constant expression and fit 31 bits.',
  bad: '#include <stdint.h>\nstruct Rtc { uint8_t irq q_version(-1); };\n',
  good: '#include <stdint.h>\nstruct Rtc { uint8_t irq q_version(2); };\n',
});

export const brokenFields: DiagnosticKind = warning('QIDL4010', {
  message: '{struct} loses {fields} when it is saved: {names}',
  help: ['save what is broken; or, if nothing is lost without it, say why: q_immutable, q_derived, q_elsewhere'],
  explain:
    'q_broken marks a field whose value is lost when the device is saved, although it matters. It documents a fault ' +
    'until somebody mends it, so each struct with such fields gets one warning with their count; under `strict` it ' +
    'is an error.',
  bad: '#include <stdint.h>\nstruct Nic { uint32_t lost q_broken; uint8_t link; };\n',
  good: '#include <stdint.h>\nstruct Nic { uint32_t lost; uint8_t link; };\n',
});

export const emptyStruct: DiagnosticKind = note('QIDL4011', {
  message: "'{field}' of {struct} is not saved: {type} has no saved field",
  explain:
    'No field of the struct, or no member of the union, is saved, so there is nothing to write for a field that ' +
    'holds it. Such a field is dropped from the saved state and counts as immutable.',
  bad: '#include <stdint.h>\nstruct Wiring { uint8_t irq q_immutable; };\nstruct Nic { struct Wiring wiring; uint8_t link; };\n',
  good: '#include <stdint.h>\nstruct Wiring { uint8_t irq q_immutable; };\nstruct Nic { struct Wiring wiring q_immutable; uint8_t link; };\n',
});

export const widthVaries: DiagnosticKind = warning('QIDL4012', {
  message: "'{field}' of {struct} is saved with the width that {type} has on this target; on others it has another",
  help: ['say int64_t, uint32_t or the like', 'or set the option `target`, if only one target counts'],
  explain:
    'long, size_t, time_t and pointers as integers are 32 bits wide on some targets and 64 on others. A state saved ' +
    'by one cannot be loaded by the other, and on JavaScript’s side the field is a number for one and a bigint for ' +
    'the other.',
  bad: 'struct Clock { long offset; };\n',
  good: '#include <stdint.h>\nstruct Clock { int64_t offset; };\n',
});
