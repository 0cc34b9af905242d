// `qidl init`. In: an existing project. Out: what QIDL needs in it: flags of TypeScript, the plugin, the ignored folder, the
// lock, a line for CI; shown as it changes, and written.
// Rule: a file is changed only where that is safe, everything around stays byte for byte, and what is there already is
// left alone: a second run changes nothing. What a person has to do is said.

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { hasOwnRoot, setBundler } from './init/bundler.ts';
import { setCi } from './init/ci.ts';
import { setConfig } from './init/config.ts';
import { advise, change, NOTHING, shownEdit, textOf, together, type Step } from './init/edit.ts';
import { parseJsonc } from './init/jsonc.ts';
import { setTypeScript } from './init/typescript.ts';
import { UsageError, type Arguments, type Verb } from './options.ts';
import { writeFiles } from './output.ts';

export const init: Verb = {
  usage: 'init [--dry-run]',
  does: 'sets up the project of this folder: tsconfig flags, plugin line, git-ignore, lock, CI line',
  options: { 'dry-run': { type: 'boolean' } },
  config: 'data',
  run,
};

function run(args: Arguments): number {
  if (args.paths.length > 0) throw new UsageError('init takes no paths: it sets up the project of this folder');
  const manifest = textOf('package.json');
  const root = manifest === null ? null : parseJsonc(manifest);
  if (root?.kind !== 'object') throw new UsageError('there is no package.json here; init sets up an existing project');
  const dependencies = dependenciesOf(JSON.parse(manifest!) as Readonly<Record<string, unknown>>);
  const manager = packageManager();

  const { edits, advice } = together([
    install(dependencies, manager),
    setTypeScript(),
    setBundler(dependencies),
    ignore(),
    setConfig(args, hasOwnRoot()),
    setCi(manager.execute),
  ]);
  for (const edit of edits) process.stdout.write(`${shownEdit(edit)}\n`);
  if (!args.flag('dry-run'))
    writeFiles(
      edits.map(({ path, after }) => ({ path: resolve(path), text: after })),
      false,
    );
  if (edits.length === 0) process.stdout.write('Nothing to change.\n');
  else if (args.flag('dry-run')) process.stdout.write('Nothing was written: --dry-run.\n');
  const isSpaced = edits.length > 0 && !args.flag('dry-run');
  if (advice.length > 0)
    process.stdout.write(`${isSpaced ? '' : '\n'}To do by hand:\n${advice.map((line) => `- ${line}\n`).join('')}`);
  return 0;
}

function dependenciesOf(manifest: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const lists = ['dependencies', 'devDependencies', 'peerDependencies'].map((key) => manifest[key]);
  return new Set(lists.flatMap((list) => (typeof list === 'object' && list !== null ? Object.keys(list) : [])));
}

interface Manager {
  readonly add: string;
  /** Runs a program of an installed package. */
  readonly execute: string;
}

/** By the lock file of this folder, or of the workspace around it. */
function packageManager(): Manager {
  const managers: [file: string, manager: Manager][] = [
    ['pnpm-lock.yaml', { add: 'pnpm add', execute: 'pnpm exec' }],
    ['yarn.lock', { add: 'yarn add', execute: 'yarn' }],
    ['bun.lock', { add: 'bun add', execute: 'bunx' }],
    ['package-lock.json', { add: 'npm install', execute: 'npx' }],
  ];
  for (const folder of foldersUp()) {
    const found = managers.find(([file]) => existsSync(`${folder}/${file}`));
    if (found !== undefined) return found[1];
  }
  return managers.at(-1)![1];
}

function foldersUp(): string[] {
  const folders = [process.cwd()];
  for (let last = folders[0]; last !== dirname(last);) folders.push((last = dirname(last)));
  return folders;
}

function install(dependencies: ReadonlySet<string>, { add }: Manager): Step {
  const tools = ['qidl', 'unplugin-qidl'].filter((name) => !dependencies.has(name));
  return together([
    tools.length === 0
      ? NOTHING
      : advise(`\`${add} ${add.startsWith('npm') ? '--save-dev' : '-D'} ${tools.join(' ')}\``),
    dependencies.has('@qidl/runtime') ? NOTHING : advise(`\`${add} @qidl/runtime\``),
  ]);
}

/** The folder of generated types; only in what git keeps. */
function ignore(): Step {
  const text = textOf('.gitignore');
  if (text === null && !foldersUp().some((folder) => existsSync(`${folder}/.git`))) return NOTHING;
  if (/^\/?(?:\*\*\/)?\.qidl\/?\s*$/m.test(text ?? '')) return NOTHING;
  const before = text === null || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`;
  return change('.gitignore', text, `${before}.qidl/\n`);
}
