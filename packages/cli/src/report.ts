// In: the diagnostics of each header. Out: what is printed of them, and how many there were.
// Rule: text goes to stderr as it comes, so that stdout holds only what was asked for; the formats for programs are
// one document at the end, on stdout, or on stderr where stdout has the verb's own output.
// A diagnostic in a file that many headers include is reported once.

import { locationOf, renderDiagnostic, type Diagnostic, type Span } from '@qidl/compiler';
import { shown } from './files.ts';
import type { Arguments, Format } from './options.ts';

export interface Report {
  add(header: string, diagnostics: readonly Diagnostic[]): void;
  /** Errors so far. */
  readonly errors: number;
  /** Errors and warnings so far. */
  readonly findings: number;
  /** Notes so far. */
  readonly notes: number;
  /** Prints what is left to print. */
  finish(): void;
}

/** One header and what was found in it and its includes. */
interface Group {
  readonly header: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Says nothing: for work whose findings are reported elsewhere. */
export const silent: Report = { add: () => {}, errors: 0, findings: 0, notes: 0, finish: () => {} };

export function createReport(
  { format, quiet, color }: Pick<Arguments, 'format' | 'quiet' | 'color'>,
  stream: NodeJS.WriteStream = process.stdout,
): Report {
  const seen = new Set<string>();
  const groups: Group[] = [];
  let errors = 0;
  let findings = 0;
  let notes = 0;

  return {
    add(header, diagnostics) {
      const fresh = diagnostics.filter((diagnostic) => {
        const { code, message, span, severity } = diagnostic;
        const key = [code, span.file.path, span.start, message].join('\0');
        if (seen.has(key) || (quiet && severity !== 'error')) return false;
        seen.add(key);
        if (severity === 'error') errors++;
        if (severity === 'note') notes++;
        else findings++;
        return true;
      });
      if (format !== 'text') groups.push({ header, diagnostics: fresh });
      else for (const one of fresh) process.stderr.write(`${renderDiagnostic(one, { color, cwd: process.cwd() })}\n\n`);
    },
    get errors() {
      return errors;
    },
    get findings() {
      return findings;
    },
    get notes() {
      return notes;
    },
    finish() {
      if (format !== 'text') stream.write(documents[format](groups));
    },
  };
}

/** `1 header`, `2 headers`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

const documents: Readonly<Record<Exclude<Format, 'text'>, (groups: readonly Group[]) => string>> = {
  json: (groups) =>
    `${JSON.stringify(
      groups.flatMap(({ diagnostics }) => diagnostics.map(plain)),
      null,
      2,
    )}\n`,
  'github-actions': (groups) => groups.flatMap(({ diagnostics }) => diagnostics.map(workflowCommand)).join(''),
  junit,
};

function plain({ code, severity, message, span, notes, help }: Diagnostic): object {
  return {
    code,
    severity,
    message,
    ...place(span),
    notes: notes.map((note) => ({ message: note.message, ...(note.span && place(note.span)) })),
    help,
  };
}

function place(span: Span): { file: string; line: number; column: number; endLine: number; endColumn: number } {
  const { file, line, column, endLine, endColumn } = locationOf({ span });
  return { file: shown(file), line, column, endLine, endColumn };
}

/** `::error file=…::message`, which GitHub shows at the line. */
function workflowCommand({ code, severity, message, span, help }: Diagnostic): string {
  const command = severity === 'note' ? 'notice' : severity;
  const { file, line, column, endLine, endColumn } = place(span);
  const properties = Object.entries({ file, line, col: column, endLine, endColumn, title: code })
    .map(([name, value]) => `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
    .join(',');
  return `::${command} ${properties}::${escapeData([message, ...help].join('\n'))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A test case for each header; it fails with each of its findings. */
function junit(groups: readonly Group[]): string {
  const cases = groups.map(({ header, diagnostics }) => {
    const failures = diagnostics
      .filter(({ severity }) => severity !== 'note')
      .map((one) => {
        const text = renderDiagnostic(one, { color: false, cwd: process.cwd() });
        return `      <failure type="${one.code}" message="${xml(one.message)}">${xml(text)}</failure>\n`;
      });
    return {
      failures,
      text: `    <testcase classname="qidl" name="${xml(shown(header))}">\n${failures.join('')}    </testcase>\n`,
    };
  });
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const suite = `  <testsuite name="qidl" tests="${cases.length}" failures="${failed}">\n${cases.map(({ text }) => text).join('')}  </testsuite>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}</testsuites>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** XML 1.0 has no way to write most control characters. */
function xml(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '\ufffd').replace(/[<>&"\n]/g, (found) => entities[found]);
}
