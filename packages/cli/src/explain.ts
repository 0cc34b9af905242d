// `qidl explain`. In: a diagnostic's code. Out: what it means, a header that triggers it with what is then reported,
// and the same header mended.

import { catalogue, compile, nearest, renderDiagnostic, type DiagnosticKind, type Host } from '@qidl/compiler';
import { UsageError, type Arguments, type Verb } from './options.ts';

export const explain: Verb = {
  usage: 'explain CODE',
  does: 'says what a diagnostic means, with an example that triggers it and one that does not',
  options: {},
  run,
};

function run({ paths, color }: Arguments): number {
  const [given, more] = paths;
  if (given === undefined || more !== undefined) throw new UsageError('exactly one CODE is needed, such as QIDL1001');
  const code = given.toUpperCase().replace(/^(?=\d)/, 'QIDL');
  const kind = catalogue.get(code);
  if (kind === undefined) {
    const meant = nearest(code, catalogue.keys());
    throw new UsageError(`there is no diagnostic ${given}${meant === null ? '' : `; did you mean ${meant}?`}`);
  }
  process.stdout.write(page(kind, color && process.stdout.isTTY));
  return 0;
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

function diagnose(header: string, color: boolean): string {
  const path = '/example.qidl.h';
  const host: Host = {
    read: (file) => (file === path ? new TextEncoder().encode(header) : 'missing'),
    exists: (file) => file === path,
    realpath: (file) => file,
  };
  const { diagnostics } = compile(path, {}, host);
  return diagnostics.map((one) => renderDiagnostic(one, { color, cwd: '/' })).join('\n\n');
}
