// Comment regions: `/* QIDL START */ … /* QIDL END */`. In: a file that exports, the main one or an included
// one. Out: the token ranges between them. Rule: a file without any is taken whole; outside of the regions, directives
// still count. Who includes a module sees what its own module is made of.

import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import type { DiagnosticKind } from '../source/diagnostic.ts';
import { tokenAtOrBehind } from './doc.ts';
import type { Reader, State } from './state.ts';
import { report } from './state.ts';

const REGION = /^\/\*\s*QIDL (START|END)\s*\*\/$/;

/** [first, end, first, end, …] of token indices; null: no regions, all tokens count. */
export function regionsOf(state: State, { tokens, file, origin }: Reader): number[] | null {
  const { text } = file.source;
  const { commentStart, commentEnd } = tokens;
  let regions: number[] | null = null;
  let opened = -1;
  for (let comment = 0; comment < commentStart.length; comment++) {
    const start = commentStart[comment];
    const end = commentEnd[comment];
    const word = mayBeRegion(text, start) ? REGION.exec(text.slice(start, end))?.[1] : undefined;
    if (word === undefined) continue;
    regions ??= [];
    const complain = (kind: DiagnosticKind): void => report(state, kind, { file: origin.file, start, end, via: null });
    if ((word === 'START') === (regions.length % 2 === 0)) {
      regions.push(tokenAtOrBehind(tokens, start));
      opened = comment;
    } else complain(word === 'START' ? catalogue.nestedRegion : catalogue.regionWithoutStart);
  }
  if (regions !== null && regions.length % 2 === 1) {
    const span = { file: origin.file, start: commentStart[opened], end: commentEnd[opened], via: null };
    report(state, catalogue.unterminatedRegion, span);
    regions.push(tokens.count - 1);
  }
  return regions;
}

/** Whether the first word of the comment begins with a Q, or with white space that is not ASCII. */
function mayBeRegion(text: string, start: number): boolean {
  let at = start + 2;
  while (text.charCodeAt(at) <= 0x20) at++;
  const first = text.charCodeAt(at);
  return first === 0x51 || first >= 0x80;
}
