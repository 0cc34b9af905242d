// How the tables are measured. In: functions that do a thing `n` times. Out: nanoseconds per time, round by round.
// Rule: all rows take turns within a round, and a ratio is that of two rows in one round: what else the machine does at
// the time falls on both. Medians, never means.

/** Rounds, and milliseconds that a row runs in each. */
export function options(argv) {
  const given = Object.fromEntries(
    argv.filter((item) => item.startsWith('--')).map((item) => item.slice(2).split('=')),
  );
  return { rounds: Number(given.rounds ?? 9), milliseconds: Number(given.ms ?? 40), only: given.only ?? '', ...given };
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

/** Nanoseconds of the process on all its threads, the garbage collector's included: neighbours do not count. */
function cpuTime() {
  const { user, system } = process.cpuUsage();
  return 1e3 * (user + system);
}

function timed(run, count) {
  const start = cpuTime();
  run(count);
  return (cpuTime() - start) / count;
}

/** How often a row runs to take `milliseconds`; warms it up, too. */
function countFor(run, milliseconds) {
  const end = performance.now() + 150;
  let count = 1;
  let each = 0;
  do {
    const start = performance.now();
    run(count);
    each = (performance.now() - start) / count;
    if (each * count < 2) count *= 2;
  } while (performance.now() < end);
  return Math.max(1, Math.round(milliseconds / each));
}

/** `runs`: functions of a count. Returns the times of each, by round. */
export function measure(runs, { rounds, milliseconds }) {
  const counts = runs.map((run) => countFor(run, milliseconds));
  const times = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [row, run] of runs.entries()) {
      globalThis.gc?.({ type: 'minor' });
      times[row].push(timed(run, counts[row]));
    }
  }
  return times;
}

/** How many times as fast `row` is as `reference`: the median over rounds. */
export function speed(row, reference) {
  return median(row.map((time, round) => reference[round] / time));
}
