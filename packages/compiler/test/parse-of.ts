// In: the text of a header. Out: its syntax as dumped text, and its diagnostics as "code line:column".

import { markerLexicon } from '../src/model/annotations.ts';
import { dumpSyntax } from '../src/parse/dump.ts';
import { parse } from '../src/parse/parse.ts';
import type { Syntax } from '../src/parse/syntax.ts';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
import type { TokenStream } from '../src/preprocess/token-stream.ts';
import type { Diagnostic } from '../src/source/diagnostic.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { createSourceFile, positionOf } from '../src/source/text.ts';
import { targets } from '../src/target.ts';
import { memoryHost } from './preprocess-of.ts';

export interface Parsed {
  readonly stream: TokenStream;
  readonly syntax: readonly Syntax[];
  readonly dumped: string;
  /** "QIDL2001 1:5". */
  readonly problems: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const cache = createTokenCache();
const lexicon = markerLexicon();
const reserved: ReadonlySet<number> = new Set(lexicon.byAtom.keys());

/** The main file exports if its name ends in `.qidl.h`. */
export function parseText(text: string, path = '/p/t.qidl.h', files: Readonly<Record<string, string>> = {}): Parsed {
  const diagnostics = new Diagnostics();
  const exporting = (name: string): boolean => name.endsWith('.qidl.h');
  const { stream } = preprocess(
    createSourceFile(path, text),
    { exporting, reserved },
    memoryHost(files),
    targets.x86_64,
    cache,
    diagnostics,
  );
  const syntax = parse(stream, lexicon, (token) => exporting(stream.homeOf(token).path), diagnostics);
  const problems = diagnostics.list.map(({ code, span }) => {
    const { line, column } = positionOf(span.file, span.start);
    return `${code} ${line}:${column}`;
  });
  return { stream, syntax, dumped: dumpSyntax(syntax, stream), problems, diagnostics: diagnostics.list };
}

/** The dump on one line, of a text without mistakes. */
export function inWords(text: string): string {
  const { dumped, problems } = parseText(text);
  if (problems.length > 0) throw new Error(problems.join(', '));
  const lines = dumped.trim().split('\n');
  return lines
    .map((line) => line.trim())
    .join('; ')
    .replaceAll('{; ', '{ ')
    .replaceAll('; }', ' }');
}
