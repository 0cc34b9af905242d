// In: the path of the header that a compilation begins with. Out: its text; what cannot be read is reported, and is
// an empty text, so that the stages behind have something to go on with. Rule: a header of the project is UTF-8; in
// one of others (`lenient`) bytes that are none are let pass inside comments, as where it is included.

import type { Host } from '../options.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { MAX_FILE_BYTES, reportUnreadable } from '../source/decode.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { createSourceFile, type SourceFile } from '../source/text.ts';
import type { TokenCache } from './token-cache.ts';

export function readMain(
  path: string,
  host: Host,
  cache: TokenCache,
  lenient: boolean,
  diagnostics: Diagnostics,
): SourceFile {
  const bytes = host.read(path);
  if (typeof bytes === 'string') {
    const file = createSourceFile(path, '');
    const span = { file, start: 0, end: 0 };
    if (bytes === 'missing') diagnostics.report(catalogue.headerMissing, span, { path });
    else if (bytes === 'outside') diagnostics.report(catalogue.includeOutside, span, { name: path });
    else diagnostics.report(catalogue.fileTooLarge, span, { name: path, limit: MAX_FILE_BYTES });
    return file;
  }
  const { source, problem, harmless } = cache.readMain(path, bytes);
  if (problem === null || (lenient && harmless)) return source;
  reportUnreadable(source, problem, diagnostics, null);
  return createSourceFile(path, '');
}
