// The projects that are bundled. In: a number of modules. Out: a folder with headers, the modules that are made from
// them, and the same as plain files.
// Rule: a header's module has the size of the module that it is compared with, because it is compared with itself: as
// a file, and as a text in memory.

import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createNodeProject } from '@qidl/compiler/node';

const TYPES = ['uint8_t', 'uint16_t', 'uint32_t', 'uint64_t', 'int32_t', 'int64_t'];
/** Makes modules of about 6 KB. */
const FIELDS = 6;

/** A struct of numbers; `includes` are files that it reads, `extra` a field more. */
export function headerText(index, includes = ['<stdint.h>'], extra = '') {
  const fields = Array.from({ length: FIELDS }, (_, field) => {
    const type = TYPES[(field * 5 + index) % TYPES.length];
    return `    ${type} field_${field}; /* register ${field} of device ${index} */\n`;
  });
  return `${includes.map((file) => `#include ${file}\n`).join('')}
#define DEV${index}_ID ${index}

typedef struct Dev${index} {
${fields.join('')}${extra}} Dev${index};
`;
}

const USED = ['create', 'save', 'load', 'visit'];

/** A program that uses every module: `./dev0<suffix>` and so on. */
export function mainText(count, suffix) {
  const lines = Array.from({ length: count }, (_, index) => {
    const names = USED.map((verb) => `${verb}Dev${index}`).join(', ');
    return `import { ${names} } from './dev${index}${suffix}';\nv.push([${names}]);\n`;
  });
  return `const v = [];\n${lines.join('')}export default v;\n`;
}

/** Writes a project of `count` modules, if it is not there, and returns its folder. `isShared`: headers include a tree of files. */
export function createProject(count, isShared = false) {
  const root = join(tmpdir(), `qidl-bundle-${process.ppid}-${isShared ? 'shared-' : ''}${count}`);
  if (existsSync(join(root, 'done'))) return root;
  const write = (file, text) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('package.json', '{ "type": "module" }');
  mkdirSync(join(root, 'node_modules/@qidl'), { recursive: true });
  symlinkSync(join(import.meta.dirname, '../../runtime'), join(root, 'node_modules/@qidl/runtime'), 'junction');
  const includes = isShared ? writeTree(write) : undefined;
  for (let index = 0; index < count; index++) write(`dev${index}.qidl.h`, headerText(index, includes));
  write('main.js', mainText(count, '.qidl.h'));
  if (!isShared) writePlain(root, count, write);
  write('done', '');
  return root;
}

/** A tree of includes: two levels of eight files, with guards. */
function writeTree(write) {
  const parts = Array.from({ length: 8 }, (_, index) => `part${index}.h`);
  const guarded = (name, text) => `#ifndef ${name}\n#define ${name}\n${text}#endif\n`;
  write('tree/leaf.h', guarded('LEAF_H', '#include <stdint.h>\ntypedef uint32_t leaf_t;\n'));
  for (const [index, part] of parts.entries())
    write(
      `tree/${part}`,
      guarded(
        `PART${index}_H`,
        `#include "leaf.h"\nstruct part${index} { leaf_t a, b; };\n#define PART${index}(x) ((x) + ${index})\n`,
      ),
    );
  write('tree/all.h', guarded('ALL_H', parts.map((part) => `#include "${part}"\n`).join('')));
  return ['"tree/all.h"'];
}

/** The modules of the headers, as files. */
function writePlain(root, count, write) {
  const project = createNodeProject({ roots: [root] });
  for (let index = 0; index < count; index++)
    write(`dev${index}.js`, project.compile(join(root, `dev${index}.qidl.h`)).code);
  write('plain.js', mainText(count, '.js'));
}

/** The modules' texts by the paths of their headers. */
export function moduleTexts(root, count) {
  const text = (index) => readFileSync(join(root, `dev${index}.js`), 'utf8');
  return new Map(Array.from({ length: count }, (_, index) => [join(root, `dev${index}.qidl.h`), text(index)]));
}
