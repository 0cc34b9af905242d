// node serializers/main.mjs [S1 S2 S3 S4] [--rounds=9] [--ms=40] [--only=NAME]
// In: the rows of run.mjs. Out: one table for each shape, and one of what this project promises, as markdown.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { machine, nanoseconds, table, times } from '../lib/report.mjs';
import { shapes } from './shapes.mjs';

const runner = fileURLToPath(new URL('run.mjs', import.meta.url));

function run(id, argv) {
  return new Promise((resolve, reject) => {
    const child = fork(runner, [`--shape=${id}`, ...argv], { execArgv: ['--expose-gc'] });
    child.on('message', resolve);
    child.on('exit', (code) => reject(new Error(`the run of ${id} ended with ${code}`)));
  });
}

function shapeTable(rows) {
  const head = ['row', 'version', 'decoded arrays', 'encode', 'decode', 'encode / L6', 'decode / L6'];
  const cells = rows.map((row) =>
    row.error === undefined
      ? [
          row.isOurs ? `**${row.name}**` : row.name,
          row.version,
          row.arrays ?? '–',
          nanoseconds(row.encodeTime),
          nanoseconds(row.decodeTime),
          times(row.encodeByL6),
          times(row.decodeByL6),
        ]
      : [row.name, row.version, `failed: ${row.error}`, '', '', '', ''],
  );
  return table(head, cells);
}

/** What is promised, by shape: a ratio and the least it may be. */
function promises(id, rows) {
  const ours = (name) => rows.find((row) => row.name.startsWith(`QIDL ${name}`));
  const peers = rows.filter((row) => !row.isLimit && !row.isOurs && row.error === undefined);
  const [save, into] = [ours('saveT'), ours('saveIntoT')];
  const best = (list, key) => Math.min(...list.map((row) => row[key] ?? Infinity));
  const copying = peers.filter(({ arrays, isLazy }) =>
    id !== 'S4' ? !isLazy : arrays === 'copies' || arrays === 'lists',
  );
  const filling = id === 'S4' ? peers.filter(({ reuses }) => reuses) : peers;
  const found = [
    ['saveT / L6', save.encodeByL6, 0.85],
    ['saveIntoT / L6', into.encodeByL6, 1.3],
    ['loadT / L5b', into.decodeByL5b, 0.9],
    ['decodeT / L6', save.decodeByL6, 0.85],
    ['saveIntoT / best peer', best(filling, 'encodeTime') / into.encodeTime, 1],
    ['loadT / best peer', best(copying, 'decodeTime') / into.decodeTime, 1],
    ['decodeT / best peer', best(copying, 'decodeTime') / save.decodeTime, 1],
  ];
  if (id !== 'S4') found.push(['saveT / best peer', best(peers, 'encodeTime') / save.encodeTime, 1]);
  if (id === 'S1') found.push(['viewT, all fields / L4t', ours('viewT').decodeByL4t, 1]);
  return found.map(([name, ratio, least]) => [id, name, times(ratio), `≥ ${least}`, ratio >= least ? '' : 'missed']);
}

const argv = process.argv.slice(2);
const wanted = argv.filter((item) => item in shapes);
const settings = argv.filter((item) => item.startsWith('--'));
const kept = [];
console.log(`${machine()}. Medians; ratios of one run.`);
for (const id of wanted.length > 0 ? wanted : Object.keys(shapes)) {
  const rows = await run(id, settings);
  kept.push(...promises(id, rows));
  console.log(`\n### ${id} (${shapes[id].name})\n\n${shapeTable(rows)}`);
}
console.log(`\n### Promises\n\n${table(['shape', 'ratio', 'measured', 'promised', ''], kept)}`);
