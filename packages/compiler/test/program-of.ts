// In: the text of a header. Out: its Program, and its diagnostics as "code line:column".

import { parse } from '../src/parse/parse.ts';
import type { MarkerLexicon } from '../src/parse/syntax.ts';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
import type { Program } from '../src/sema/program.ts';
import type { ResolveOptions } from '../src/sema/resolve.ts';
import { resolve } from '../src/sema/resolve.ts';
import type { Diagnostic } from '../src/source/diagnostic.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { createSourceFile, positionOf } from '../src/source/text.ts';
import type { TargetName } from '../src/target.ts';
import { targets } from '../src/target.ts';
import { memoryHost } from './preprocess-of.ts';

export interface Resolved {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** "QIDL3005 2:13". */
  readonly problems: readonly string[];
}

const noMarkers: MarkerLexicon = { byAtom: new Map(), group: new Map() };

export function programOf(text: string, target: TargetName = 'x86_64', options: ResolveOptions = {}): Resolved {
  const diagnostics = new Diagnostics();
  const source = preprocess(
    createSourceFile('/t.qidl.h', text),
    {},
    memoryHost(),
    targets[target],
    createTokenCache(),
    diagnostics,
  );
  const syntax = parse(source.stream, noMarkers, () => true, diagnostics);
  const program = resolve(syntax, source, targets[target], options, diagnostics);
  const problems = diagnostics.list.map(({ code, span }) => {
    const { line, column } = positionOf(span.file, span.start);
    return `${code} ${line}:${column}`;
  });
  return { program, diagnostics: diagnostics.list, problems };
}
