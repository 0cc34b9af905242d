// Thirty structs of other fields, so that every call in a visitor sees as many shapes as in a whole machine.
// Out: their visit functions, each with values to visit.

import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { clone, fromJson, fromObject, hash, toJson, toObject } from '@qidl/runtime';
import { generate } from '../lib/generated.mjs';

const STRUCTS = 30;
const VALUES = 4;

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
function header() {
  const structs = Array.from({ length: STRUCTS }, (_, i) => {
    const members = Array.from({ length: 4 + (i % 10) }, (_, k) => {
      const member = MEMBERS[(i * 5 + k * 3) % MEMBERS.length];
      return `  ${member(`f${i}_${k}`)}`;
    });
    return `typedef struct Other${i} {\n${members.join('\n')}\n} Other${i};\n`;
  });
  return `#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"
enum Mode { MODE_OFF, MODE_ON, MODE_AUTO };
typedef struct Point { int32_t x, y; } Point;
${structs.join('')}`;
}

const file = new URL('../dist/others.qidl.h', import.meta.url);
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, header());
const module = await import(pathToFileURL(generate(file)));
const others = Array.from({ length: STRUCTS }, (_, i) => ({
  visit: module[`visitOther${i}`],
  values: Array.from({ length: VALUES }, (_, k) => filled(module[`createOther${i}`](), i + k)),
}));

/** Numbers, flags and texts that differ from value to value; structs and arrays are walked. */
function filled(value, seed) {
  for (const [at, name] of Object.keys(value).entries()) {
    const old = value[name];
    const mix = Math.imul(seed + 1, 40503) + at;
    if (ArrayBuffer.isView(old)) value[name] = old.map((_, i) => mix + 7 * i);
    else if (Array.isArray(old)) old.forEach((item) => filled(item, mix));
    else if (typeof old === 'object') filled(old, mix);
    else if (typeof old === 'bigint') value[name] = BigInt(mix) << 20n;
    else if (typeof old === 'boolean') value[name] = (mix & 1) === 1;
    else if (typeof old === 'string') value[name] = `text${mix & 0xff}`;
    else value[name] = mix % 3;
  }
  return value;
}

/** Runs all visitors over all values, and has them agree. */
export function useAll(times) {
  for (let time = 0; time < times; time++) {
    for (const { visit, values } of others) {
      for (const value of values) {
        const back = fromObject(visit, toObject(visit, value), null);
        const again = fromJson(visit, toJson(visit, back), clone(visit, value));
        if (hash(visit, again) !== hash(visit, value)) throw new Error('the visitors do not agree');
      }
    }
  }
}
