// What it costs to bundle headers, against bundling the same modules without us. In: --count, --rounds, --scale=no.
// Out: tables as markdown, with what this project promises.
// Rule: every build is a process of its own, so that nothing is warm or cached; a ratio is that of two builds that ran
// one after the other, and what is printed is the median.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { median, options } from '../lib/measure.mjs';
import { machine, table, times } from '../lib/report.mjs';
import { createProject, moduleTexts } from './project.mjs';
import { watchers, watchTime } from './watches.mjs';

const given = options(process.argv.slice(2));
const { rounds, scale } = given;
const count = Number(given.count ?? 1000);

const program = join(import.meta.dirname, 'build-once.mjs');
const buildOnce = (name, root, modules) =>
  JSON.parse(execFileSync(process.execPath, [program, name, root, String(modules)], { encoding: 'utf8' }));

const WARM_ROUNDS = 20;

const PAIRS = [
  ['esbuild, headers', 'esbuild, same text from memory', 1.5],
  ['Rollup, headers', 'Rollup, same modules as files', 1.3],
  ['Vite, headers', 'Vite, same modules as files', 1.3],
];

function buildTable(root) {
  const rows = PAIRS.map(([ours, theirs, promised]) => {
    buildOnce(ours, root, count);
    const pairs = Array.from({ length: rounds }, () => [
      buildOnce(ours, root, count).milliseconds,
      buildOnce(theirs, root, count).milliseconds,
    ]);
    const [a, b] = [0, 1].map((side) => `${median(pairs.map((pair) => pair[side])).toFixed(0)} ms`);
    return [ours, a, `${theirs}: ${b}`, times(median(pairs.map(([x, y]) => x / y))), times(promised)];
  });
  return table([`${count} headers`, 'median', 'against', 'ratio', 'promised at most'], rows);
}

async function watchTable(root) {
  const rows = [];
  for (const kind of watchers) {
    // The bundler's own code gets faster at first, for whoever comes second.
    for (const isHeader of [true, false]) await watchTime(kind, root, isHeader, WARM_ROUNDS);
    const ours = median(await watchTime(kind, root, true, rounds));
    const theirs = median(await watchTime(kind, root, false, rounds));
    rows.push([kind, `${ours.toFixed(1)} ms`, `${theirs.toFixed(1)} ms`, times(ours / theirs), times(1.5)]);
  }
  return table(['from an edit to the update', 'header', 'plain module', 'ratio', 'promised at most'], rows);
}

function scaleTable() {
  const rows = [1250, 2500, 5000, 10_000].map((modules) => {
    const root = createProject(modules, true);
    const { milliseconds, megabytes } = buildOnce('esbuild, headers', root, modules);
    rmSync(root, { recursive: true });
    return [
      modules,
      `${(milliseconds / 1000).toFixed(1)} s`,
      `${(milliseconds / modules).toFixed(2)} ms`,
      `${megabytes.toFixed(0)} MB`,
    ];
  });
  return table(['headers with shared includes, esbuild', 'build', 'each', 'memory'], rows);
}

const say = (text) => process.stdout.write(`${text}\n\n`);
const root = createProject(count);
try {
  const size = [...moduleTexts(root, count).values()].reduce((sum, { length }) => sum + length, 0) / count / 1024;
  say(`${machine()}. Modules of ${size.toFixed(1)} KB each.`);
  say(buildTable(root));
  const small = createProject(20);
  say(await watchTable(small));
  rmSync(small, { recursive: true });
  if (scale !== 'no') say(scaleTable());
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit(0);
