// In: diagnostics. Out: what every bundler needs to show one in its own way, and the error that Vite, Rollup and
// Rolldown understand.
// Rule: all errors of a header are shown. A bundler that takes one error gets the first one's place, and the others
// with their frames below.

import { locationOf, oneLine, renderFrame, type Diagnostic } from '@qidl/compiler';

export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** The message with its notes and ways out, on lines of their own. */
  readonly text: string;
  readonly file: string;
  /** 1-based; 0: about the file as a whole. */
  readonly line: number;
  /** 1-based, UTF-16. */
  readonly column: number;
  /** UTF-16 units on that line. */
  readonly length: number;
  readonly lineText: string;
  /** The line with its neighbours and a caret; '' without a line. */
  readonly frame: string;
}

/** A header with thousands of errors has one cause; what is beyond this is counted. */
const MAX_SHOWN = 20;

export function problemOf(diagnostic: Diagnostic): Problem {
  const { code, severity, message, span, notes, help } = diagnostic;
  const { file, line, column, lineText } = locationOf(diagnostic);
  const lines = [
    `${code}: ${message}`,
    ...notes.map(
      ({ message, span }) => `note: ${message}${span === null ? '' : ` (${placeOf(locationOf({ span }))})`}`,
    ),
    ...help.map((wayOut) => `help: ${wayOut}`),
  ];
  return {
    code,
    severity: severity === 'error' ? 'error' : 'warning',
    text: lines.map(oneLine).join('\n'),
    file,
    line,
    column,
    length: Math.max(1, Math.min(span.end - span.start, lineText.length - column + 1)),
    lineText,
    frame: renderFrame(span),
  };
}

/** A problem that has no place in the text. */
export function plainProblem(severity: Problem['severity'], text: string, file: string): Problem {
  return { code: '', severity, text, file, line: 0, column: 0, length: 0, lineText: '', frame: '' };
}

/** Rollup's convention, which Vite and Rolldown share: the terminal and the overlay show message, place and frame. */
export interface RollupError extends Error {
  id?: string;
  plugin?: string;
  loc?: { file: string; line: number; column: number };
  frame?: string;
}

export function rollupError(problems: readonly Problem[], id: string): RollupError {
  const [first] = problems;
  const error: RollupError = new Error(first.text);
  Object.assign(error, { id, plugin: 'qidl', frame: [first.frame, ...shown(problems).slice(1)].join('\n\n') });
  if (first.line > 0) error.loc = { file: first.file, line: first.line, column: first.column };
  // Where in this plugin the error was made helps nobody.
  error.stack = '';
  return error;
}

/** For bundlers that show nothing of an error but its message. */
export function textError(problems: readonly Problem[]): Error {
  const error = new Error(shown(problems).join('\n\n'));
  error.stack = '';
  return error;
}

function shown(problems: readonly Problem[]): string[] {
  const texts = problems.slice(0, MAX_SHOWN).map(asText);
  if (problems.length > MAX_SHOWN) texts.push(`… and ${problems.length - MAX_SHOWN} more`);
  return texts;
}

/** `file:line:col: error: …` and the frame, for places that show nothing but text. */
export function asText(problem: Problem): string {
  const { code, severity, text, frame } = problem;
  return [`${placeOf(problem)}: ${severity}${code === '' ? ':' : ''} ${text}`, frame]
    .filter((part) => part !== '')
    .join('\n');
}

function placeOf({ file, line, column }: { file: string; line: number; column: number }): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}
