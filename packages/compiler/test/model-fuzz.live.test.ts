// In: the headers of test-fixtures, with words cut, moved and exchanged at random. Out: a model or diagnostics for each,
// and never an exception or a long wait.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dumpModel } from '../src/model/dump.ts';
import { modelOf } from './model-of.ts';

const root = resolve(import.meta.dirname, '../../../test-fixtures/headers');
const files = ['annotations', 'mail', 'devices'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`).map((file) => `${folder}/${file}`),
);
const texts = Object.fromEntries(
  files
    .filter((file) => file.endsWith('.h'))
    .map((file) => [file.split('/')[1], readFileSync(`${root}/${file}`, 'utf8')]),
);
const words = Object.values(texts).map((text) => text.match(/[A-Za-z_]\w*|\d\w*|"[^"\n]*"|\s+|[^]/g) ?? []);
const pool = words.flat().filter((word) => word.trim() !== '');

/** Mulberry32: numbers below `n`. */
function createRandom(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % n;
  };
}

function mutated(random: (n: number) => number): string {
  const text = [...words[random(words.length)]];
  for (let changes = 1 + random(6); changes > 0; changes--) {
    const at = random(text.length + 1);
    switch (random(4)) {
      case 0:
        text.splice(at, 1 + random(3));
        break;
      case 1:
        text.splice(at, 0, pool[random(pool.length)], ' ');
        break;
      case 2:
        text.splice(at, 1, pool[random(pool.length)]);
        break;
      default:
        text.splice(at, 0, ...text.slice(random(text.length + 1), random(text.length + 1)));
    }
  }
  return text.join('');
}

test('broken headers end in diagnostics', () => {
  const seed = Date.now() & 0x7fffffff;
  const random = createRandom(seed);
  let models = 0;
  for (let run = 0; run < 5000; run++) {
    const text = mutated(random);
    const start = process.cpuUsage();
    try {
      const { model, diagnostics } = modelOf(text, random(4) === 0 ? { unknown: 'broken' } : {}, texts);
      if (diagnostics.some(({ severity }) => severity === 'error')) continue;
      dumpModel(model);
      models++;
    } catch (error) {
      throw new Error(`seed ${seed}, run ${run}:\n${text}`, { cause: error });
    }
    // Not by the clock, which runs on while the machine does other work.
    const { user } = process.cpuUsage(start);
    if (user > 5e6) throw new Error(`seed ${seed}, run ${run} took ${user} µs:\n${text}`);
  }
  expect(models).toBeGreaterThan(100);
});
