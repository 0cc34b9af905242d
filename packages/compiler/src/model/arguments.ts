// In: a marker. Out: its arguments as text or whole numbers, checked.
// Rule (language.md 16): text in markers is printable ASCII of at most 255 bytes, which is what fits a wire name.

import type { Expression, MarkerArgument, RawMarker, TypeName } from '../parse/syntax.ts';
import type { Program } from '../sema/program.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { Diagnostics } from '../source/diagnostic.ts';

/** Bytes: a length on the wire is one byte. */
export const MAX_NAME_BYTES = 255;
/** Versions and counts of unused bytes: what a signed 32-bit field holds. */
export const MAX_MARKER_NUMBER: number = 2 ** 31 - 1;

export function isMarker(argument: MarkerArgument): argument is RawMarker {
  return 'meaning' in argument;
}

export function isTypeName(argument: MarkerArgument): argument is TypeName {
  return 'kind' in argument && argument.kind === 'type-name';
}

export function isExpression(argument: MarkerArgument): argument is Expression {
  return !isMarker(argument) && !isTypeName(argument);
}

export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

const encoder = new TextEncoder();

/** The expression at `index`; null when there is none. */
export function expressionArgument(marker: RawMarker, index: number): Expression | null {
  const argument = marker.arguments[index];
  return argument !== undefined && isExpression(argument) ? argument : null;
}

/** A string literal's text; null, and a diagnostic, for anything else. */
export function textArgument(program: Program, diagnostics: Diagnostics, marker: RawMarker, index = 0): string | null {
  const expression = expressionArgument(marker, index);
  const value = expression === null ? null : program.evaluate(expression);
  if (value?.kind === 'string' && isPrintable(value.value)) return value.value;
  diagnostics.report(catalogue.markerText, program.spanOf(expression ?? marker), { marker: marker.spelling });
  return null;
}

/** 1 to 255 printable ASCII characters. */
function isPrintable(text: string): boolean {
  if (text.length === 0 || text.length > MAX_NAME_BYTES) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** A constant whole number, `least` to MAX_MARKER_NUMBER; null, and a diagnostic, for anything else. */
export function integerArgument(
  program: Program,
  diagnostics: Diagnostics,
  marker: RawMarker,
  index: number,
  least = 0,
): number | null {
  const expression = expressionArgument(marker, index);
  const value = expression === null ? null : program.evaluate(expression);
  if (value?.kind === 'integer' && value.value >= BigInt(least) && value.value <= BigInt(MAX_MARKER_NUMBER))
    return Number(value.value);
  diagnostics.report(catalogue.markerInteger, program.spanOf(expression ?? marker), { marker: marker.spelling, least });
  return null;
}
