// What survives of a generated module in a bundle. In: a header with nearly everything in it, and one export at a time.
// Out: the functions in the bundle, and the files of the runtime that are part of it.

import * as esbuild from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import qidl from '../src/esbuild.ts';
import { createSmallProject } from './project.ts';

const project = createSmallProject();
afterAll(() => project.dispose());

project.write(
  'plain.qidl.h',
  `#include <stdint.h>
#define LIMIT 4
enum Mode { IDLE, BUSY };
typedef struct Plain {
    uint8_t a;
    int32_t b;
    uint64_t c;
    enum Mode mode;
    uint8_t bytes[80];
} Plain;
typedef struct Few {
    uint16_t a;
    uint64_t b;
} Few;
`,
);
project.write(
  'rich.qidl.h',
  `#include <stdbool.h>
#include <stdint.h>
typedef struct Item {
    uint8_t count;
    uint16_t data[6] q_size(count);
} Item;
typedef struct Rich {
    bool ready;
    char name[8] q_string;
    char *note q_string;
    Item items[2];
    bool pending q_derived;
} Rich;
`,
);

interface Bundle {
  /** Functions, classes and variables of the generated module. */
  readonly own: string;
  /** Files of the runtime with anything in the bundle. */
  readonly runtime: string;
}

async function bundle(header: string, name: string): Promise<Bundle> {
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: `export { ${name} } from './${header}.qidl.h';`, resolveDir: project.root },
    absWorkingDir: project.root,
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
    plugins: [qidl({ config: false })],
  });
  const [{ text }] = outputFiles;
  const [{ inputs }] = Object.values(metafile.outputs);
  const names = Array.from(text.matchAll(/^(?:function|class|var) (\w+)/gm), ([, found]) => found);
  const files = Object.entries(inputs).filter(
    ([file, { bytesInOutput }]) => /\/dist\//.test(file) && bytesInOutput > 0,
  );
  return {
    own: names.filter((found) => /^LIMIT$|Mode|Plain|Few|Rich|Item/.test(found)).join(' '),
    runtime: files.map(([file]) => file.replace(/^.*\/dist\/(codegen\/)?|\.js$/g, '')).join(' '),
  };
}

describe('an export brings what it calls and nothing else', () => {
  test.for<[header: string, name: string, own: string, runtime: string]>([
    ['plain', 'LIMIT', 'LIMIT', ''],
    ['plain', 'Mode', 'Mode', ''],
    ['plain', 'sizeofPlain', 'sizeofPlain', ''],
    ['plain', 'offsetsPlain', 'offsetsPlain', ''],
    ['plain', 'createPlain', 'createPlain', ''],
    ['plain', 'savePlain', 'storePlain savePlain', 'state-error checks memory blocks image slab'],
    [
      'plain',
      'saveIntoPlain',
      'storePlain sparePlain spareForPlain saveIntoPlain',
      'state-error checks memory blocks image',
    ],
    ['plain', 'saveOwnPlain', 'storePlain savePlain saveOwnPlain', 'state-error checks memory blocks image slab'],
    ['plain', 'loadPlain', 'sparePlain spareForPlain loadPlain', 'state-error memory image'],
    ['plain', 'decodePlain', 'buildPlain decodePlain', 'state-error memory image slab'],
    ['plain', 'viewPlain', 'viewOfPlain viewPlain', 'memory view-memory view-again view-stores'],
    ['plain', 'readPlain', 'viewOfPlain viewPlain readPlain', 'memory view-memory view-again view-stores'],
    [
      'plain',
      'writePlain',
      'viewOfPlain viewPlain writePlain',
      'state-error checks memory view-memory view-again view-stores',
    ],
    ['plain', 'saveFew', 'saveFew', 'memory image slab'],
    ['plain', 'loadFew', 'loadFew', 'state-error memory image'],
    ['plain', 'decodeFew', 'decodeFew', 'state-error memory image'],
    ['rich', 'createRich', 'createItem createRich', 'values'],
    [
      'rich',
      'saveRich',
      'storeItem storeRich saveRich',
      'state-error keyed-form checks memory image scratch text tail',
    ],
    [
      'rich',
      'saveIntoRich',
      'storeItem storeRich saveIntoRich',
      'state-error keyed-form checks memory image scratch text tail',
    ],
    [
      'rich',
      'saveOwnRich',
      'storeItem storeRich saveRich saveOwnRich',
      'state-error keyed-form checks memory image scratch text tail',
    ],
    [
      'rich',
      'loadRich',
      'createItem checkItem fillItem draftItem commitItem createRich checkRich fillRich draftRich commitRich deriveRich loadRich',
      'state-error checks memory image scratch text tail values',
    ],
    [
      'rich',
      'decodeRich',
      'checkItem buildItem checkRich buildRich deriveRich decodeRich',
      'state-error checks memory image scratch text tail',
    ],
    [
      'rich',
      'viewRich',
      'viewOfItem viewOfRich viewRich',
      'state-error keyed-form memory view-memory view-again view-stores view-text',
    ],
    ['rich', 'saveItem', 'storeItem saveItem', 'state-error checks memory image slab'],
    ['rich', 'viewItem', 'viewOfItem viewItem', 'memory view-memory view-again view-stores'],
  ])('%s: %s', async ([header, name, own, runtime]) => {
    expect(await bundle(header, name)).toEqual({ own, runtime });
  });

  test.for([
    ['plain', 'visitPlain'],
    ['plain', 'PlainInfo'],
    ['rich', 'visitRich'],
    ['rich', 'RichInfo'],
  ] as const)('%s: %s, and nothing of images and views', async ([header, name]) => {
    const { own, runtime } = await bundle(header, name);
    expect(own).toContain(name);
    expect(own).not.toMatch(/save|load|store|fill|check|build|view|take|put/);
    expect(runtime).not.toMatch(/image|memory|slab|scratch|tail|view/);
  });
});
