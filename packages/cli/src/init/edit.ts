// In: what a file says and what it shall say. Out: an edit, and how it is shown before it is made.

import { readFileSync } from 'node:fs';

export interface Edit {
  /** From the working folder. */
  readonly path: string;
  /** null: there is no such file yet. */
  readonly before: string | null;
  readonly after: string;
}

/** What a step of `init` found: edits to make, and what a person has to do. */
export interface Step {
  readonly edits: readonly Edit[];
  readonly advice: readonly string[];
}

export const NOTHING: Step = { edits: [], advice: [] };

export function advise(...advice: string[]): Step {
  return { edits: [], advice };
}

export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Nothing, when the file says it already. */
export function change(path: string, before: string | null, after: string): Step {
  return before === after ? NOTHING : { edits: [{ path, before, after }], advice: [] };
}

export function together(steps: readonly Step[]): Step {
  return { edits: steps.flatMap(({ edits }) => edits), advice: steps.flatMap(({ advice }) => advice) };
}

/** The lines that go and come, with one line around them. A new file is shown whole, up to a few lines. */
export function shownEdit({ path, before, after }: Edit): string {
  if (before === null) {
    const lines = linesOf(after);
    const more = lines.length > NEW_FILE_LINES ? `\n  … ${lines.length - NEW_FILE_LINES} lines more` : '';
    return `${path} (new)\n${lines
      .slice(0, NEW_FILE_LINES)
      .map((line) => `  + ${line}`)
      .join('\n')}${more}\n`;
  }
  const rows = differences(linesOf(before), linesOf(after));
  const isNear = (index: number): boolean =>
    rows.slice(Math.max(0, index - 1), index + 2).some(({ sign }) => sign !== ' ');
  const shown = rows.filter((_, index) => isNear(index)).map(({ sign, line }) => `  ${sign} ${line}`.trimEnd());
  return `${path}\n${shown.join('\n')}\n`;
}

interface Row {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The fewest lines that go and come: by the longest common subsequence. Config files are short. */
function differences(was: readonly string[], now: readonly string[]): Row[] {
  const common = was.map(() => new Int32Array(now.length + 1)).concat(new Int32Array(now.length + 1));
  for (let i = was.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i][j] = was[i] === now[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < now.length) {
    if (i < was.length && was[i] === now[j]) rows.push({ sign: ' ', line: was[(j++, i++)] });
    else if (j === now.length || (i < was.length && common[i + 1][j] >= common[i][j + 1]))
      rows.push({ sign: '-', line: was[i++] });
    else rows.push({ sign: '+', line: now[j++] });
  }
  return rows;
}

const NEW_FILE_LINES = 12;

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}
