// `qidl explain`. In: a diagnostic's code. Out: what it means, a header that triggers it with what is then reported,
// and the same header mended.

import {
  catalogue,
  compileExample,
  EXAMPLE_FOLDER,
  nearest,
  renderDiagnostic,
  type DiagnosticKind,
} from '@qidl/compiler';
import { UsageError, type Arguments, type Verb } from './options.ts';

export const explain: Verb = {
  usage: 'explain CODE',
  does: 'says what a diagnostic means, with an example that triggers it and one that does not',
  options: {},
  config: 'none',
  run,
};

function run({ paths, color }: Arguments): number {
  const [given, more] = paths;
  if (given === undefined || more !== undefined) throw new UsageError('exactly one CODE is needed, such as QIDL1001');
  const code = given.toUpperCase().replace(/^(?:QIDL)?[-_ ]?(?=\d)/, 'QIDL');
  const kind = catalogue.get(code);
  if (kind === undefined) throw new UsageError(`there is no diagnostic ${given}; ${hint(code)}`);
  process.stdout.write(page(kind, color && process.stdout.isTTY));
  return 0;
}

/** The code that was probably meant: one of the same room, and, among equals, the nearest number. */
function hint(code: string): string {
  const codes = [...catalogue.keys()];
  const number = Number(code.slice(4));
  const room = codes.filter((known) => known[4] === code[4]);
  if (!/^QIDL\d{1,6}$/.test(code) || room.length === 0) return `codes are ${codes[0]} to ${codes.at(-1)}`;
  const meant = nearest(
    code,
    room.sort((a, b) => distance(a, number) - distance(b, number)),
  );
  return `did you mean ${meant ?? room[0]}?`;
}

function distance(code: string, number: number): number {
  return Math.abs(Number(code.slice(4)) - number);
}

function page({ code, severity, template, explain: meaning, help, bad, good }: DiagnosticKind, color: boolean): string {
  const parts = [`${code} (${severity}): ${template}`, meaning];
  if (help.length > 0) parts.push(['Ways out:', ...help.map((line) => `  - ${line}`)].join('\n'));
  parts.push(`This triggers it:\n\n${indented(bad)}`);
  const reported = diagnose(bad, color);
  if (reported !== '') parts.push(`It is reported so:\n\n${indented(reported)}`);
  parts.push(`This does not:\n\n${indented(good)}`);
  return `${parts.join('\n\n')}\n`;
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '    ');
}

function diagnose(example: string, color: boolean): string {
  const { diagnostics } = compileExample(example);
  return diagnostics.map((one) => renderDiagnostic(one, { color, cwd: EXAMPLE_FOLDER })).join('\n\n');
}
