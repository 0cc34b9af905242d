// In: the workflows of GitHub. Out: a step that generates types and holds the headers to lint and lock.
// Rule: behind the one step that installs, as a step of its own; where there is no such place, the line is given to add.

import { readdirSync } from 'node:fs';
import { advise, change, NOTHING, textOf, type Step } from './edit.ts';

const WORKFLOWS = '.github/workflows';
const INSTALL =
  /^([ \t]*)- run: *(?:npm (?:ci|install|i)|pnpm (?:install|i)|yarn(?: install)?|bun (?:install|i))\b[^\n|>]*$/gm;

/** `execute`: how the project's package manager runs a program: `npx`, `pnpm exec`. */
export function setCi(execute: string): Step {
  const line = `${execute} qidl types --out .qidl && ${execute} qidl lint && ${execute} qidl check`;
  const files = workflows().map((path) => ({ path, text: textOf(path) ?? '' }));
  if (files.some(({ text }) => /\bqidl (?:types|lint|check)\b/.test(text))) return NOTHING;
  const places = files.flatMap(({ path, text }) => [...text.matchAll(INSTALL)].map((found) => ({ path, text, found })));
  const [place, more] = places;
  if (place === undefined || more !== undefined || goesOn(place.text, place.found))
    return advise(`CI: run \`${line}\``);
  const at = place.found.index + place.found[0].length;
  const step = `\n${place.found[1]}- run: ${line}`;
  return change(place.path, place.text, place.text.slice(0, at) + step + place.text.slice(at));
}

/** Whether the step has more keys than its `run`. */
function goesOn(text: string, { 0: line, 1: indent, index }: RegExpExecArray): boolean {
  const next = /\n([ \t]*)\S/.exec(text.slice(index + line.length));
  return next !== null && next[1].length > indent.length;
}

function workflows(): string[] {
  try {
    return readdirSync(WORKFLOWS)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => `${WORKFLOWS}/${name}`);
  } catch {
    return [];
  }
}
