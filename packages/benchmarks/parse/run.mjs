// `pnpm --filter @qidl/benchmarks parse [--rounds=N]`. Out: the tables of README.md, "Front end", as Markdown.
// Rule: everything that is compared is measured in the same run, on the same headers. What is not installed is left out.

import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cpus, totalmem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCorpus } from './corpus.mjs';
import { processes, warm } from './measure.mjs';
import { peers, stages } from './parsers.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const qidl = new URL('../../cli/bin/qidl.js', import.meta.url).pathname;
const fixed = (value, digits = 1) => value.toFixed(value < 10 ? digits : 0);
const seconds = (ms) => (ms / 1e3).toFixed(2);
const print = (text) => process.stdout.write(`${text}\n`);

print(machine());
const corpus = createCorpus(1000);
const megabytes = corpus.bytes / 1e6;
await warmTable();
await processTable();
await linearTable();

function machine() {
  const [{ model }] = cpus();
  const version = (command) => {
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    return stdout?.split('\n')[0] ?? null;
  };
  const parts = [
    `${cpus().length} × ${model.trim()}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.version}`,
    version('gcc'),
    version('clang'),
  ];
  return parts.filter(Boolean).join(', ');
}

async function warmTable() {
  const rows = stages.map(({ name, create }) => [name, create(corpus)]);
  for (const { name, load } of peers) {
    const create = await load().catch(() => null);
    if (create !== null) rows.push([name, create(corpus)]);
  }
  const times = warm(rows, rounds);
  const python = pycparser();
  const rates = new Map([...times].map(([name, ms]) => [name, (megabytes / ms) * 1e3]));
  if (python !== null) rates.set('pycparser: parse what gcc -E made', python);
  const model = rates.get('qidl: … → model');
  print(`\nWarm, ${corpus.count} headers, ${megabytes.toFixed(1)} MB:\n`);
  print('| work | MB/s | our model is faster by |\n|---|---:|---:|');
  for (const [name, rate] of rates) {
    print(`| ${name} | ${fixed(rate)} | ${name.startsWith('qidl') ? '' : `${fixed(model / rate)} ×`} |`);
  }
}

/** MB of header text per second: it is slow, so of a tenth of the headers. null: not installed. */
function pycparser() {
  const { folder, bytes } = createCorpus(100);
  const script = `import sys, time
from pycparser import c_parser
text = sys.stdin.read()
parser = c_parser.CParser()
start = time.process_time()
parser.parse(text)
print(time.process_time() - start)`;
  try {
    const text = execFileSync('gcc', ['-E', '-P', 'all.c'], { cwd: folder, maxBuffer: 1 << 26 });
    return (
      bytes / 1e6 / Number(execFileSync('python3', ['-c', script], { input: text, stdio: ['pipe', 'pipe', 'ignore'] }))
    );
  } catch {
    return null;
  }
}

async function processTable() {
  const { folder } = corpus;
  const out = join(tmpdir(), 'qidl-benchmark-out');
  const node = process.execPath;
  const rows = [
    ['gcc -fsyntax-only, one file that includes all', 'gcc', ['-fsyntax-only', 'all.c'], folder],
    ['clang -fsyntax-only, the same', 'clang', ['-fsyntax-only', 'all.c'], folder],
    ['qidl lint, the same', node, [qidl, 'lint', 'all.c'], folder],
    ['qidl lint, every header by itself', node, [qidl, 'lint'], folder],
    ['qidl compile, every header by itself', node, [qidl, 'compile', '--out', out], folder],
    ['node -e 0', node, ['-e', '0'], folder],
  ];
  const runs = await processes(rows, Math.min(rounds, 3));
  rmSync(out, { recursive: true, force: true });
  const gcc = runs.get(rows[0][0])?.ms;
  print('\nWhole processes, the same headers:\n');
  print('| process | s | of gcc | s of CPU | peak memory, MB |\n|---|---:|---:|---:|---:|');
  for (const [name, run] of runs) {
    const ratio = gcc === undefined ? '' : `${fixed(run.ms / gcc, 2)} ×`;
    print(`| ${name} | ${seconds(run.ms)} | ${ratio} | ${seconds(run.cpuMs)} | ${run.megabytes.toFixed(0)} |`);
  }
}

async function linearTable() {
  print('\n`qidl lint`, every header by itself:\n');
  print('| headers | s of CPU | ms per header | peak memory, MB |\n|---:|---:|---:|---:|');
  for (const count of [100, 1000, 10_000]) {
    const { folder } = createCorpus(count);
    const runs = await processes([['lint', process.execPath, [qidl, 'lint'], folder]], count > 1000 ? 1 : 3);
    const { cpuMs, megabytes: peak } = runs.get('lint');
    print(`| ${count} | ${seconds(cpuMs)} | ${fixed(cpuMs / count, 2)} | ${peak.toFixed(0)} |`);
  }
}
