// What a bundle holds of the runtime: the verb it calls, and nothing else. Sizes are printed, and promise nothing.

import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const COMMON = 'keyed-form path-trail state-error';
const TREE = `${COMMON} snapshot-tree`;
const OBJECT_IN = `${COMMON} decimal hex keyed-names object-accepter object-input object-output staging straight utf8`;

/** The files of the runtime that each verb needs. */
const FILES: Readonly<Record<string, string>> = {
  toObject: `${COMMON} hex keyed-names object-giver object-output staging straight utf8`,
  fromObject: OBJECT_IN,
  toJson: `${COMMON} decimal hex json-giver json-output json-writer keyed-names keys staging straight utf8`,
  fromJson: `${OBJECT_IN} json-accepter json-block json-input json-members json-reader keys`,
  clone: `${TREE} clone`,
  equals: `${TREE} equals`,
  diff: `${TREE} diff equals native-value pointer`,
  hash: `${TREE} hash`,
  size: `${TREE} size`,
  dump: `${TREE} dump native-value`,
  walk: `${TREE} native-value pointer walk`,
  getPath: `${TREE} native-value path pointer`,
  setPath: `${OBJECT_IN} native-value path pointer snapshot-tree`,
  PathTrail: 'path-trail state-error',
  StateError: 'state-error',
};

async function bundle(contents: string): Promise<{ files: string[]; size: number }> {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output!.inputs)
    .filter(([path, { bytesInOutput }]) => path.includes('runtime/') && bytesInOutput > 0)
    .map(([path]) => /([^/]*)\.js$/.exec(path)![1]!);
  return { files: files.sort(), size: gzipSync(outputFiles[0]!.contents).length };
}

test.for(Object.entries(FILES))('%s', async ([verb, files]) => {
  const bundled = await bundle(`export { ${verb} } from '@qidl/runtime';`);
  console.log(`${verb}: ${bundled.size} bytes, minified and compressed`);
  expect(bundled.files).toEqual(files.split(' ').sort());
});

test('nothing is left of an import that is not used', async () => {
  expect((await bundle(`import { toJson } from '@qidl/runtime'; export const nothing = 0;`)).files).toEqual([]);
});
