// Results as markdown. In: rows of cells. Out: a table, under a line that names the machine.

import { cpus, totalmem } from 'node:os';

/** `Intel Xeon, 2 CPUs, 24 GB; Node 20.20.0, linux x64`. */
export function machine() {
  const [{ model }, ...others] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model.trim()}, ${others.length + 1} CPUs, ${memory} GB; Node ${process.version.slice(1)}, ${process.platform} ${process.arch}`;
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A ratio: `1.07 ×`. */
export function times(ratio) {
  return ratio === null || Number.isNaN(ratio) ? '–' : `${ratio.toFixed(2)} ×`;
}

/** Nanoseconds, for people. */
export function nanoseconds(time) {
  if (time === null) return '–';
  if (time < 1e3) return `${time.toFixed(time < 100 ? 1 : 0)} ns`;
  return time < 1e6 ? `${(time / 1e3).toFixed(1)} µs` : `${(time / 1e6).toFixed(1)} ms`;
}
