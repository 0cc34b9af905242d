// How fast the visitors are, against JSON.stringify and JSON.parse of the same data. Prints one table in Markdown.
// Rule: five visitors and thirty other struct types are in use in the process before and while anything is measured;
// rows are timed in turns, and a figure is the median of the ratios within a turn, in time of the process's own.

import { cpus } from 'node:os';
import { clone, fromJson, fromObject, hash, toJson, toObject } from '@qidl/runtime';
import { importHeader, importOthers, OTHERS } from './modules.mjs';
import { states } from './states.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 101);
const ROUND_MS = Number(process.env.ROUND_MS ?? 4);
const POOLS = { S1: 64, S2: 32, S3: 4, S4: 8 };
const TYPES = { S1: 'SerialState', S2: 'RTC', S3: 'Big', S4: 'Ints' };
/** What issue and README promise: the least ratio. */
const FLOORS = {
  'object out': { S2: 4 },
  'object in': { S2: 3 },
  'JSON out': { S2: 3, S3: 3, S4: 2 },
  'JSON in': { S1: 1.2, S2: 1.2, S3: 1.2, S4: 1.2 },
};

const warm = await warmUp();
const rows = [];
const shapes = await importHeader('shapes.qidl.h');
for (const [id, type] of Object.entries(TYPES)) rows.push(...rowsOf(shapes, id, type));
for (let pass = 0; pass < 2; pass++) for (const row of rows) row.counts = row.loops.map(calibrate);
for (let round = 0; round < ROUNDS; round++) {
  warm(1);
  for (const row of rows) measure(row);
}
print(rows);

/** Runs every visitor over every other struct, until both are as warm as they get. */
async function warmUp() {
  const module = await importOthers();
  const others = Array.from({ length: OTHERS }, (_, i) => ({
    visit: module[`visitOther${i}`],
    values: states(module, `Other${i}`, 4),
  }));
  const all = (times) => {
    for (let time = 0; time < times; time++) {
      for (const { visit, values } of others) {
        for (const value of values) {
          const back = fromObject(visit, toObject(visit, value), null);
          const again = fromJson(visit, toJson(visit, back), clone(visit, value));
          if (hash(visit, again) !== hash(visit, value)) throw new Error('the visitors do not agree');
        }
      }
    }
  };
  all(300);
  return all;
}

function rowsOf(module, id, type) {
  const visit = module[`visit${type}`];
  const pool = states(module, type, POOLS[id]);
  const plain = pool.map((value) => toObject(visit, value));
  const texts = pool.map((value) => toJson(visit, value));
  const into = module[`create${type}`]();
  for (const [i, text] of texts.entries()) {
    if (JSON.stringify(plain[i]) !== text || JSON.stringify(toPlain(pool[i])) !== text)
      throw new Error(`${id}: other text`);
  }
  const row = (what, ours, theirs) => {
    const loops = [loop(ours, pool.length, `${id} ${what} ours`), loop(theirs, pool.length, `${id} ${what} theirs`)];
    return { id, what, loops, counts: [1, 1], times: [[], []] };
  };
  const mask = POOLS[id] - 1;
  return [
    row(
      'object out',
      (i) => toObject(visit, pool[i & mask]),
      (i) => flat(JSON.stringify(plain[i & mask])),
    ),
    row(
      'object in',
      (i) => fromObject(visit, plain[i & mask], into),
      (i) => JSON.parse(texts[i & mask]),
    ),
    row(
      'JSON out',
      (i) => flat(toJson(visit, pool[i & mask])),
      (i) => flat(JSON.stringify(toPlain(pool[i & mask]))),
    ),
    row(
      'JSON out, unmapped',
      (i) => flat(toJson(visit, pool[i & mask])),
      (i) => flat(JSON.stringify(plain[i & mask])),
    ),
    row(
      'JSON in',
      (i) => fromJson(visit, texts[i & mask], into),
      (i) => JSON.parse(texts[i & mask]),
    ),
  ];
}

/** A text that is no rope any more. */
function flat(text) {
  text.charCodeAt(text.length >> 1);
  return text;
}

/** What a program without QIDL hands to JSON.stringify: the same text comes out. */
function toPlain(value) {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex');
  if (ArrayBuffer.isView(value)) return Array.from(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return value;
  const plain = {};
  for (const name in value) plain[name] = toPlain(value[name]);
  return plain;
}

/** A loop of its own text, so that no row has another's type feedback. */
function loop(run, size, tag) {
  return new Function(
    'run',
    'sink',
    `/* ${tag} */ return (n) => { for (let i = 0; i < n; i++) sink[i & 7] = run(i); };`,
  )(run, []);
}

function calibrate(run) {
  for (let count = 1; ; count *= 2) {
    const start = performance.now();
    run(count);
    const time = performance.now() - start;
    if (time > 100) return Math.max(1, Math.round((count * ROUND_MS) / time));
  }
}

function measure({ loops, counts, times }) {
  loops.forEach((run, k) => {
    const start = process.cpuUsage();
    run(counts[k]);
    const { user, system } = process.cpuUsage(start);
    times[k].push(((user + system) * 1000) / counts[k]);
  });
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

function print(all) {
  console.log(`${cpus()[0].model}, Node ${process.version}, ${ROUNDS} rounds\n`);
  console.log('| | shape | QIDL, ns | JSON.stringify or parse, ns | times as fast | floor |');
  console.log('|---|---|---|---|---|---|');
  for (const { id, what, times } of all.toSorted((a, b) => a.what.localeCompare(b.what))) {
    const [ours, theirs] = times;
    const ratio = median(ours.map((time, i) => theirs[i] / time));
    const floor = FLOORS[what]?.[id] ?? '';
    console.log(
      `| ${what} | ${id} | ${median(ours).toFixed(0)} | ${median(theirs).toFixed(0)} | ${ratio.toFixed(2)}${ratio < floor ? ' (below)' : ''} | ${floor} |`,
    );
  }
}
