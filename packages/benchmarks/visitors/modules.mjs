// In: the headers of this folder. Out: the modules that QIDL generates from them, imported.
// Rule: what is measured is what users run: written as files, with the published runtime behind their import.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderDiagnostic } from '@qidl/compiler';
import { createNodeProject } from '@qidl/compiler/node';

const OUTPUT = new URL('../node_modules/.cache/qidl-benchmarks/visitors/', import.meta.url);

/** The exports of the module of a header in this folder. */
export function importHeader(name) {
  return importModule(fileURLToPath(new URL(name, import.meta.url)));
}

/** Thirty structs of other fields, so that every call in a visitor sees as many shapes as in a whole machine. */
export function importOthers() {
  mkdirSync(OUTPUT, { recursive: true });
  const path = fileURLToPath(new URL('others.qidl.h', OUTPUT));
  writeFileSync(path, othersHeader());
  return importModule(path);
}

export const OTHERS = 30;

const MEMBERS = [
  (name) => `uint8_t ${name};`,
  (name) => `int16_t ${name};`,
  (name) => `uint32_t ${name} q_default(7);`,
  (name) => `int64_t ${name};`,
  (name) => `bool ${name};`,
  (name) => `double ${name};`,
  (name) => `uint8_t ${name}[24];`,
  (name) => `uint16_t ${name}[5];`,
  (name) => `enum Mode ${name};`,
  (name) => `char ${name}[16] q_string;`,
  (name) => `Point ${name};`,
  (name) => `Point ${name}[3];`,
  (name) => `int32_t ${name};`,
];

/** Struct number i has 4 to 13 members, in an order and with names of its own. */
function othersHeader() {
  const structs = Array.from({ length: OTHERS }, (_, i) => {
    const members = Array.from({ length: 4 + (i % 10) }, (_, k) => {
      const member = MEMBERS[(i * 5 + k * 3) % MEMBERS.length];
      return `  ${member(`f${i}_${k}`)}`;
    });
    return `typedef struct Other${i} {\n${members.join('\n')}\n} Other${i};\n`;
  });
  return `#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"
enum Mode { MODE_OFF, MODE_ON, MODE_AUTO };
typedef struct Point { int32_t x, y; } Point;
${structs.join('')}`;
}

async function importModule(path) {
  const project = createNodeProject();
  const { code, diagnostics } = project.compile(path);
  if (code === '') throw new Error(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n'));
  mkdirSync(OUTPUT, { recursive: true });
  const file = new URL(`${path.slice(path.lastIndexOf('/') + 1)}.mjs`, OUTPUT);
  writeFileSync(file, code);
  return import(file.href);
}
