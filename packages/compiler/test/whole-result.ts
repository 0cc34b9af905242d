// Everything that a compilation says, as one text, for comparing two of them: modules, maps, types, the model with its
// places, diagnostics with their frames and the includes that led there, what was read and looked for.

import { compile, createCompilerCache, read, type CompilerCache } from '../src/compile.ts';
import { dumpModel } from '../src/model/dump.ts';
import type { Model } from '../src/model/model.ts';
import type { CompileOptions, Host } from '../src/options.ts';
import type { Diagnostic, Span } from '../src/source/diagnostic.ts';
import { renderDiagnostic } from '../src/source/frame.ts';

export function wholeResult(path: string, options: CompileOptions, host: Host, cache?: CompilerCache): string {
  const shared = cache ?? createCompilerCache();
  const { model, diagnostics, ...result } = compile(path, options, host, shared);
  const { stream, macros, modules } = read(path, options, host, shared).source;
  const tokens = Array.from({ length: stream.count }, (_, index) =>
    [stream.textOf(index), stream.atom[index], stream.flagsOf(index), stream.docOf(index, index)].join(' '),
  );
  const spans = Array.from({ length: stream.count - 1 }, (_, index) => spanText(stream.spanOf(index, index + 1)));
  const parts = {
    ...result,
    map: result.map,
    dtsMap: result.dtsMap,
    model: model && dumpModel(model),
    places: model && placesOf(model),
    diagnostics: diagnostics.map(diagnosticText),
    tokens,
    spans,
    macros: macros.map((macro) => [macro.name, spanText(macro.span), macro.doc, macro.expand().count]),
    modules: modules.map(({ span, ...module }) => ({ ...module, span: spanText(span) })),
  };
  return JSON.stringify(parts, null, 1);
}

function placesOf({ structs, enums, constants }: Model): unknown {
  return [
    ...structs.map(({ place, fields }) => [place, fields.map((field) => field.place)]),
    ...[...enums, ...constants].map(({ place }) => place),
  ];
}

function diagnosticText(diagnostic: Diagnostic): string {
  const notes = diagnostic.notes.map(({ span }) => span && spanText(span));
  return [renderDiagnostic(diagnostic), spanText(diagnostic.span), ...notes].join('\n');
}

/** A span with all that led there. */
function spanText({ file, start, end, via }: Span): string {
  const way = via ? ` < ${via.kind} ${via.name} ${spanText(via.at)}` : '';
  return `${file.path} ${start} ${end}${way}`;
}

/** How often a cache gives away what headers begin with. */
export function countTaken({ preambles }: CompilerCache): () => number {
  const { get, set } = preambles;
  let taken = 0;
  Object.assign(preambles, {
    set(...[key, preamble]: Parameters<typeof set>) {
      if (preamble !== null && get(key) === preamble) taken++;
      set(key, preamble);
    },
  });
  return () => taken;
}
