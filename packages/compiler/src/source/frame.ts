// The one place where diagnostics become text. In: a diagnostic. Out: `file:line:col: error CODE: message`, a frame
// of the source with the place underlined, the includes and macro calls that led there, notes and ways out.
// Rule: what is shown is untrusted: control and direction characters are made visible, tabs are spread, lines too
// long are cut around the place; nothing is changed in the text itself.

import type { Diagnostic, Provenance, Span } from './diagnostic.ts';
import { characterWidth, visibleCharacter } from './visible.ts';
import type { SourceFile } from './text.ts';
import { lineText, positionOf } from './text.ts';

export interface RenderOptions {
  /** ANSI colours. Default: none. */
  readonly color?: boolean;
  /** Paths below this folder are shown relative to it. */
  readonly cwd?: string;
}

/** Lines and columns are 1-based, columns in UTF-16 code units; the end is exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The text of `line`. */
  readonly lineText: string;
}

/** Columns of a source line that are shown. */
const MAX_COLUMNS = 120;
/** Of a cut line, columns shown before the place. */
const COLUMNS_BEFORE = 40;
const TAB_WIDTH = 4;
/** `#include`s shown; of a longer stack, only the innermost and the outermost ones. */
const MAX_TRAIL = 8;

const COLORS = { error: '1;31', warning: '1;33', note: '1;36', help: '1;32', strong: '1', dim: '2' } as const;

type Paint = (color: keyof typeof COLORS, text: string) => string;

export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const { code, severity, message, span, notes, help } = diagnostic;
  const paint = painter(options);
  const lines = [
    `${paint('strong', placeOf(span, options))}: ${paint(severity, `${severity} ${code}:`)} ${paint('strong', oneLine(message))}`,
    ...frameLines(span, 0, paint),
    ...trailLines(span.via ?? null, options, paint),
  ];
  for (const note of notes) {
    const place = note.span === null ? '' : `${placeOf(note.span, options)}: `;
    lines.push(`${place}${paint('note', 'note:')} ${oneLine(note.message)}`);
    if (note.span !== null) lines.push(...frameLines(note.span, 0, paint));
  }
  for (const line of help) lines.push(`${paint('help', 'help:')} ${oneLine(line)}`);
  return lines.join('\n');
}

/** The source around a span, two lines of context included, for tools that print place and message themselves. */
export function renderFrame(span: Span, options: RenderOptions = {}): string {
  return frameLines(span, 2, painter(options)).join('\n');
}

export function locationOf({ span }: Pick<Diagnostic, 'span'>): Location {
  const { line, column } = positionOf(span.file, span.start);
  const end = positionOf(span.file, span.end);
  const { path } = span.file;
  return { file: path, line, column, endLine: end.line, endColumn: end.column, lineText: lineText(span.file, line) };
}

/** file:line:column */
export function placeOf(span: Span, options: RenderOptions = {}): string {
  const { line, column } = positionOf(span.file, span.start);
  return `${shownPath(span.file, options)}:${line}:${column}`;
}

function shownPath({ path }: SourceFile, { cwd }: RenderOptions): string {
  const folder = cwd === undefined || cwd.endsWith('/') ? cwd : `${cwd}/`;
  return oneLine(folder !== undefined && path.startsWith(folder) ? path.slice(folder.length) : path);
}

function painter({ color }: RenderOptions): Paint {
  return (name, text) => (color === true ? `\u001b[${COLORS[name]}m${text}\u001b[0m` : text);
}

/** A text with control and direction characters made visible: fit for a terminal. */
export function oneLine(text: string): string {
  let shown = '';
  for (const character of text) shown += visibleCharacter(character);
  return shown;
}

/** The lines of the frame: number, bar, text; and a line of carets below the span's first line. */
function frameLines(span: Span, context: number, paint: Paint): string[] {
  const { file } = span;
  if (file.text === '') return [];
  const { line, column } = positionOf(file, span.start);
  const end = positionOf(file, span.end);
  const text = lineText(file, line);
  const last = end.line > line ? text.length : end.column - 1;
  const shown = showLine(text, column - 1, last);
  const width = String(line).length;
  const gutter = (number: string): string => paint('dim', `${number.padEnd(width)} |`);
  const lines: string[] = [];
  for (let before = Math.max(1, line - context); before < line; before++) {
    lines.push(`${gutter(String(before))} ${showLine(lineText(file, before), 0, 0).text}`.trimEnd());
  }
  lines.push(`${gutter(String(line))} ${shown.text}`.trimEnd());
  const carets = `^${'~'.repeat(Math.max(0, shown.to - shown.from - 1))}`;
  lines.push(`${gutter('')} ${' '.repeat(shown.from)}${paint('error', carets)}`);
  return lines;
}

interface ShownLine {
  readonly text: string;
  /** Columns of the span in `text`. */
  readonly from: number;
  readonly to: number;
}

/** A line as shown, and where the UTF-16 offsets `start` and `end` are in it. */
function showLine(text: string, start: number, end: number): ShownLine {
  // What is left and right of the window is not even looked at, however long the line is.
  let first = start > MAX_COLUMNS - COLUMNS_BEFORE ? start - COLUMNS_BEFORE : 0;
  if (first > 0 && isLowSurrogate(text, first)) first++;
  let shown = first > 0 ? '…' : '';
  let columns = shown.length;
  let from = columns;
  let to = -1;
  let at = first;
  while (at < text.length && columns < MAX_COLUMNS) {
    if (at === start) from = columns;
    if (at === end) to = columns;
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const visible = character === '\t' ? ' '.repeat(TAB_WIDTH - (columns % TAB_WIDTH)) : visibleCharacter(character);
    shown += visible;
    columns += character === '\t' ? visible.length : widthOf(visible);
    at += character.length;
  }
  if (at === start) from = columns;
  if (to < 0) to = columns;
  return { text: at < text.length ? `${shown}…` : shown, from, to };
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

function widthOf(visible: string): number {
  let width = 0;
  for (const character of visible) width += characterWidth(character.codePointAt(0)!);
  return width;
}

/** Innermost first: the macro calls and #includes that led to a place. */
function trailLines(via: Provenance | null, options: RenderOptions, paint: Paint): string[] {
  const steps: Provenance[] = [];
  for (let step = via; step !== null; step = step.at.via ?? null) steps.push(step);
  const lines: string[] = [];
  for (const [index, step] of steps.entries()) {
    if (steps.length > MAX_TRAIL && index >= MAX_TRAIL - 2 && index < steps.length - 2) {
      if (index === MAX_TRAIL - 2) lines.push(paint('dim', `… ${steps.length - MAX_TRAIL} more …`));
      continue;
    }
    if (step.kind === 'include') {
      const { line } = positionOf(step.at.file, step.at.start);
      lines.push(`included from ${shownPath(step.at.file, options)}:${line}`);
    } else {
      lines.push(
        `in expansion of macro ${oneLine(step.name)} at ${placeOf(step.at, options)}`,
        ...frameLines(step.at, 0, paint),
      );
    }
  }
  return lines;
}
