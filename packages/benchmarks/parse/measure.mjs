// How things are measured: medians of rounds in which all rows take turns, so that a neighbour's load meets all alike;
// work in this process by its CPU time, collector and compiler threads included; processes by wall clock, by CPU time
// and by the most memory they held.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** `rows`: [name, () => work]. Milliseconds of CPU by name; one run of each before is not counted. */
export function warm(rows, rounds) {
  const times = new Map(rows.map(([name]) => [name, []]));
  for (const [, work] of rows) work();
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of rows) {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      times.get(name).push((user + system) / 1e3);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

/** `rows`: [name, command, arguments, folder]. Those whose command is not there or fails are left out. */
export async function processes(rows, rounds) {
  const runs = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const [name, command, words, folder] of rows) {
      const run = await runOnce(command, words, folder);
      if (run === null) continue;
      if (!runs.has(name)) runs.set(name, []);
      runs.get(name).push(run);
    }
  }
  return new Map(
    [...runs].map(([name, all]) => [
      name,
      {
        ms: median(all.map(({ ms }) => ms)),
        cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
        megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
      },
    ]),
  );
}

/** A compiler's work is in a child of the driver: the memory is that of the largest process of the tree. */
function runOnce(command, words, folder) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(command, words, { cwd: folder, stdio: 'ignore' });
    let kilobytes = 0;
    const ticks = new Map();
    const watch = setInterval(() => {
      for (const pid of treeOf(child.pid)) {
        kilobytes = Math.max(kilobytes, peakOf(pid));
        ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
      }
    }, 10);
    child.on('error', () => {
      clearInterval(watch);
      resolve(null);
    });
    child.on('exit', (status) => {
      const ms = performance.now() - start;
      clearInterval(watch);
      const cpuMs = [...ticks.values()].reduce((sum, each) => sum + each, 0) * MS_PER_TICK;
      resolve(status === 0 ? { ms, cpuMs, megabytes: kilobytes / 1024 } : null);
    });
  });
}

function treeOf(pid) {
  const children = readOr(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return [pid, ...children.flatMap(treeOf)];
}

/** What /proc counts CPU time in: proc(5), sysconf(_SC_CLK_TCK). */
const MS_PER_TICK = 10;

/** User and system time so far, of all threads. */
function ticksOf(pid) {
  const fields = readOr(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

function peakOf(pid) {
  return Number(/VmHWM:\s*(\d+)/.exec(readOr(`/proc/${pid}/status`))?.[1] ?? 0);
}

function readOr(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
