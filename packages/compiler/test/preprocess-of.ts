// Preprocesses a text for tests: a host of files in memory, tokens as spellings, diagnostics as "code line:column".

import type { Host } from '../src/options.ts';
import type { PreprocessOptions } from '../src/preprocess/preprocess.ts';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
import type { Preprocessed, TokenStream } from '../src/preprocess/token-stream.ts';
import type { Diagnostic } from '../src/source/diagnostic.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { createSourceFile, positionOf } from '../src/source/text.ts';
import type { TargetName } from '../src/target.ts';
import { targets } from '../src/target.ts';
import { PRAGMA_PACK } from '../src/lex/token-kind.ts';

export interface Setup extends PreprocessOptions {
  /** Text by absolute path; a Uint8Array or a refusal as the host would give it. */
  readonly files?: Readonly<Record<string, string | Uint8Array | { readonly refused: 'outside' | 'too-large' }>>;
  readonly path?: string;
  readonly target?: TargetName;
}

export interface Result extends Preprocessed {
  readonly tokens: string[];
  /** "QIDL1040 1:1", for other files than the main one "a.h: QIDL1040 1:1". */
  readonly problems: string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function memoryHost(files: Setup['files'] = {}): Host {
  const encoder = new TextEncoder();
  const read: Host['read'] = (path) => {
    if (!Object.hasOwn(files, path)) return 'missing';
    const file = files[path];
    if (typeof file === 'string') return encoder.encode(file);
    return file instanceof Uint8Array ? file : file.refused;
  };
  return { read, exists: (path) => typeof read(path) === 'object', realpath: (path) => path };
}

export function preprocessText(text: string, setup: Setup = {}): Result {
  const { files, path = '/p/main.qidl.h', target = 'x86_64', ...options } = setup;
  const main = createSourceFile(path, text);
  const diagnostics = new Diagnostics();
  const result = preprocess(main, options, memoryHost(files), targets[target], createTokenCache(), diagnostics);
  return {
    ...result,
    tokens: spellings(result.stream),
    problems: diagnostics.list.map(problemOf),
    diagnostics: diagnostics.list,
  };

  function problemOf({ code, span }: Diagnostic): string {
    const { line, column } = positionOf(span.file, span.start);
    const file = span.file.path === path ? '' : `${span.file.path.replace(/^.*\//, '')}: `;
    return `${file}${code} ${line}:${column}`;
  }
}

/** Spellings of all tokens but EOF; `pack n` for what #pragma pack leaves. */
export function spellings(stream: TokenStream): string[] {
  const tokens: string[] = [];
  for (let index = 0; index < stream.count - 1; index++) {
    tokens.push(stream.kind[index] === PRAGMA_PACK ? `pack ${stream.atom[index]}` : stream.textOf(index));
  }
  return tokens;
}
