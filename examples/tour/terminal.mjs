// What the tour looks like. In: text. Out: text on the terminal, in colours if it is one. Rule: piped, it is plain.
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { promisify, styleText } from 'node:util';

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (style, text) => (colours ? styleText(style, text) : text);

/** Prints a text, indented. */
export function say(text, style) {
  for (const line of text.trimEnd().split('\n')) {
    process.stdout.write(line === '' ? '\n' : `  ${style ? paint(style, line) : line}\n`);
  }
}

export const dim = (text) => say(text, 'dim');

/** Runs a part of the tour under its title, and says how long it took. */
export async function part(title, where, run) {
  process.stdout.write(`\n${paint('bold', title)}  ${paint('dim', where)}\n\n`);
  const start = performance.now();
  await run();
  dim(`\n${milliseconds(start)}`);
}

export function milliseconds(start) {
  return `${Math.round(performance.now() - start)} ms`;
}

/** Runs a Node program as a user would, shows the command, and returns what it printed. */
export function node(cwd, ...args) {
  return run('node', args, cwd);
}

export async function run(command, args, cwd) {
  say(`$ ${[command, ...args].map((arg) => (arg.includes(' ') ? `'${arg}'` : arg)).join(' ')}`, 'cyan');
  const { stdout } = await promisify(execFile)(command === 'node' ? process.execPath : command, args, { cwd });
  return stdout;
}

/** Whether a command is on this machine. */
export async function has(command) {
  try {
    await promisify(execFile)(command, ['--version']);
    return true;
  } catch {
    return false;
  }
}
