// Out: how a schema differs from the one that was locked: QIDL5xxx. Rule: the field is where the change is; a change that
// old states survive is a note. Lines `// was:` of an example are the header that was locked.

import type { DiagnosticKind } from '../diagnostic.ts';
import { error, note } from './kind.ts';

const UPDATE = 'if no state of {since} is left: `qidl lock --update`';

export const lockUnreadable: DiagnosticKind = error('QIDL5000', {
  message: "the lock file '{path}' cannot be used: {why}",
  help: ['`qidl lock` writes it', 'without the option `lock` there is none'],
  explain:
    'The option `lock` names a file with the schema that was agreed upon last. It is compared with every header at ' +
    'every build, so it has to be there, and to be one that this version of QIDL wrote.',
  bad: '// file qidl.lock.json: { "headers": {} }\n// options: {"lock":"/example/qidl.lock.json"}\nstruct Uart { int lcr; };\n',
  good: '// file qidl.lock.json: { "qidl": 1, "headers": {} }\n// options: {"lock":"/example/qidl.lock.json"}\nstruct Uart { int lcr; };\n',
});

export const fieldGone: DiagnosticKind = error('QIDL5001', {
  message: "{since} saves '{field}' of {struct}, and nothing reads it now: {why}",
  help: ['if it has a new name: q_renamed_from("{field}")', 'keep the field', UPDATE],
  explain:
    'An old state has the field, and a reader that does not know it refuses the state: what it meant would be lost. ' +
    'A rename says so; a field that is really over stays until no state of the old schema is left, or until ' +
    'minimum_version refuses those.',
  bad: '// was: struct Uart { int lcr, msr; };\nstruct Uart { int lcr; };\n',
  good: '// was: struct Uart { int lcr, msr; };\nstruct Uart { int lcr, status q_renamed_from("msr"); };\n',
});

export const fieldNew: DiagnosticKind = error('QIDL5002', {
  message: "'{field}' of {struct} is {change}, and states of {since} are without it",
  help: [
    'say what it is in old states: q_default(x)',
    'or since when it is there: q_version({next}), and version({next}) of the struct',
    'or that it may be absent: q_optional',
    UPDATE,
  ],
  explain:
    'A state that was saved before has no such field, and a field that is missing is an error. With a default, a ' +
    'version or a presence of its own the old states can still be read.',
  bad: '// was: struct Uart { int lcr; };\nstruct Uart { int lcr, msr; };\n',
  good: '// was: struct Uart { int lcr; };\nstruct Uart { int lcr, msr q_default(0); };\n',
});

export const typeChanged: DiagnosticKind = error('QIDL5003', {
  message: "'{field}' of {struct} is {now}; {since} has {was}",
  help: ['keep the type, or save the new form as a field of another name', UPDATE],
  explain:
    'Width, sign and kind of a field are its form in a saved state. Another type reads other bytes, or refuses what ' +
    'is there.',
  bad: '// was: struct Uart { unsigned char lcr; };\nstruct Uart { unsigned short lcr; };\n',
  good: '// was: struct Uart { unsigned char lcr; };\nstruct Uart { unsigned char lcr; };\n',
});

export const sizeChanged: DiagnosticKind = error('QIDL5004', {
  message: "'{field}' of {struct} has {now}; {since} has {was}",
  help: ['a counted array may grow: q_size(count) says how many elements are live', UPDATE],
  explain:
    'The length of a fixed array is part of the format: all of its elements are written, and so many are read. A ' +
    'counted array carries its count and may get room for more, but not for less, and the count stays what it was.',
  bad: '// was: struct Fifo { unsigned char data[8]; };\nstruct Fifo { unsigned char data[16]; };\n',
  good:
    '// was: struct Fifo { int n; unsigned char data[8] q_size(n); };\n' +
    'struct Fifo { int n; unsigned char data[16] q_size(n); };\n',
});

export const defaultChanged: DiagnosticKind = error('QIDL5005', {
  message: "the default of '{field}' in {struct} is {now}; {since} has {was}",
  help: ['keep the default, or give the field another name', UPDATE],
  explain:
    'A field is left out of a state while it has its default: the value is then in the header alone, and with another ' +
    'header an old state means another value.',
  bad: '// was: struct Uart { int a, lcr q_default(3); };\nstruct Uart { int a, lcr q_default(0); };\n',
  good: '// was: struct Uart { int a, lcr q_default(3); };\nstruct Uart { int a, lcr q_default(3); };\n',
});

export const placeChanged: DiagnosticKind = error('QIDL5006', {
  message: "'{field}' of {struct} is written {now}; {since} writes it {was}",
  help: ['keep the subsection and its name', UPDATE],
  explain:
    'A subsection has its name on the wire. A field that moves into one, out of one, or into another is looked for ' +
    'where old states do not have it.',
  bad: '// was: struct Rtc { int a, irq q_default(8) q_subsection("Rtc/irq"); };\nstruct Rtc { int a, irq q_default(8) q_subsection("Rtc/line"); };\n',
  good: '// was: struct Rtc { int a, irq q_default(8) q_subsection("Rtc/irq"); };\nstruct Rtc { int a, irq q_default(8) q_subsection("Rtc/irq"); };\n',
});

export const versionChanged: DiagnosticKind = error('QIDL5007', {
  message: '{what}: {now}; {since} has {was}',
  help: ['a version only grows, and a field keeps the one it came with', UPDATE],
  explain:
    'Readers decide by the version which fields a state has. A lower version of a struct, or another one of a field, ' +
    'makes them look for what is not there, or leave out what is.',
  bad: '// was: QIDL_DECLARE(Rtc, version(3)) { int index; };\nQIDL_DECLARE(Rtc, version(2)) { int index; };\n',
  good: '// was: QIDL_DECLARE(Rtc, version(3)) { int index; };\nQIDL_DECLARE(Rtc, version(4)) { int index; };\n',
});

export const enumeratorChanged: DiagnosticKind = error('QIDL5008', {
  message: '{enumerator} of {enum} is {now}; {since} has {was}',
  help: ['keep it; new enumerators may be added with values of their own', UPDATE],
  explain:
    'Keyed formats write the names of enumerators, others their values. Both have to mean what they meant when the ' +
    'state was saved.',
  bad: '// was: enum Mode { OFF, ON }; struct Uart { enum Mode mode; };\nenum Mode { ON, OFF };\nstruct Uart { enum Mode mode; };\n',
  good: '// was: enum Mode { OFF, ON }; struct Uart { enum Mode mode; };\nenum Mode { OFF, ON, SLOW };\nstruct Uart { enum Mode mode; };\n',
});

export const typeGone: DiagnosticKind = error('QIDL5009', {
  message: '{since} has a saved {type}, and this header has none now',
  help: ['keep it, or export it by its old name: QIDL_STRUCT(Name, q_js_name("{name}"))', UPDATE],
  explain: 'States of the type exist, or are part of others, and no module can read them any more.',
  bad: '// was: struct Fifo { int n; }; struct Uart { int lcr; };\nstruct Fifo { int n; };\n',
  good:
    '// was: struct Fifo { int n; }; struct Uart { int lcr; };\nstruct Fifo { int n; };\nstruct Serial { int lcr; };\n' +
    'QIDL_STRUCT(struct Serial, q_js_name("Uart"), name("Uart"))\n',
});

export const wireNameChanged: DiagnosticKind = error('QIDL5010', {
  message: '{struct} is called "{now}" on the wire; {since} has "{was}"',
  help: ['keep the name: QIDL_STRUCT({struct}, name("{was}"))', UPDATE],
  explain: 'A stream names its devices and subsections; a reader looks for the name.',
  bad: '// was: struct Rtc { int index; };\nstruct Rtc { int index; };\nQIDL_STRUCT(struct Rtc, name("mc146818rtc"))\n',
  good: '// was: struct Rtc { int index; };\nstruct Rtc { int index; };\nQIDL_STRUCT(struct Rtc, name("Rtc"))\n',
});

export const compatibleChange: DiagnosticKind = note('QIDL5020', {
  message: '{what}: states of {since} can be read',
  explain: '`qidl check` lists what has changed and does no harm, so that a review sees it. `qidl lock` takes it over.',
  bad: '// was: struct Uart { int lcr; };\nstruct Uart { int lcr, msr q_default(0); };\n',
  good: '// was: struct Uart { int lcr; };\nstruct Uart { int lcr; };\n',
});
