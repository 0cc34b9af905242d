// Parsers of C headers that run in this process: our own, stage by stage, and those of others.
// Each is given a corpus and works through all of its headers; the number it returns keeps the work from being dropped.

import { createRequire } from 'node:module';
import { analyze, createCompilerCache, emit, read, understand } from '../../compiler/dist/compile.js';
import { lex } from '../../compiler/dist/lex/lex.js';
import { createNodeHost } from '../../compiler/dist/node.js';

const require = createRequire(import.meta.url);
const options = { target: 'x86_64' };

/** Files come from memory: what is measured is the compiler. Every run begins with an empty cache. */
function ours(work) {
  return (corpus) => {
    const host = inMemory(createNodeHost([corpus.folder]));
    return () => {
      const cache = createCompilerCache();
      let sum = 0;
      for (const file of corpus.files) sum += work(file, host, cache);
      return sum;
    };
  };
}

function inMemory(host) {
  const known = new Map();
  return {
    exists: host.exists,
    realpath: (path) => path,
    read(path) {
      let bytes = known.get(path);
      if (bytes === undefined) known.set(path, (bytes = host.read(path)));
      return bytes;
    },
  };
}

function eachText(work) {
  return (corpus) => () => {
    let sum = 0;
    for (const text of corpus.texts) sum += work(text);
    return sum;
  };
}

export const stages = [
  { name: 'qidl: lex', create: eachText((text) => lex(text).count) },
  {
    name: 'qidl: lex, preprocess',
    create: ours((file, host, cache) => read(file, options, host, cache).source.stream.count),
  },
  {
    name: 'qidl: … → types and layouts',
    create: ours((file, host, cache) => understand(read(file, options, host, cache), options).syntax.length),
  },
  {
    name: 'qidl: … → model',
    create: ours((file, host, cache) => analyze(file, options, host, cache).model.structs.length),
  },
  {
    name: 'qidl: … → js, dts, maps',
    create: ours((file, host, cache) => {
      const { code, dts, map, dtsMap } = emit(analyze(file, options, host, cache));
      return code.length + dts.length + map.mappings.length + dtsMap.mappings.length;
    }),
  },
];

export const peers = [
  {
    name: 'web-tree-sitter: parse',
    async load() {
      const { Parser, Language } = await import('web-tree-sitter');
      await Parser.init();
      const parser = new Parser();
      parser.setLanguage(await Language.load(require.resolve('tree-sitter-c/tree-sitter-c.wasm')));
      return eachText((text) => {
        const tree = parser.parse(text);
        const end = tree.rootNode.endIndex;
        tree.delete();
        return end;
      });
    },
  },
  {
    name: '@lezer/cpp: parse',
    async load() {
      const { parser } = await import('@lezer/cpp');
      return eachText((text) => parser.parse(text).length);
    },
  },
];
