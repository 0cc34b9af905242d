// In: the config of the project's bundler. Out: the same with the plugin in it, where that can be done safely.
// Rule: an ES module that has exactly one list of plugins, or exactly one config object to put one into. Anything else is
// left to a person, with the two lines to add.

import { advise, change, NOTHING, textOf, type Step } from './edit.ts';

/** Bundlers by their entry of unplugin-qidl, most specific first: a Vite project has Rollup, too. */
const BUNDLERS = ['vite', 'rolldown', 'rollup', 'rspack', 'webpack'] as const;
const ENDINGS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'cts'] as const;

export function setBundler(dependencies: ReadonlySet<string>): Step {
  for (const bundler of BUNDLERS) {
    for (const ending of ENDINGS) {
      const path = `${bundler}.config.${ending}`;
      const text = textOf(path);
      if (text !== null) return withPlugin(path, text, bundler);
    }
  }
  for (const bundler of ['vite', 'esbuild'] as const)
    if (dependencies.has(bundler)) return advise(`${bundler}: ${lines(bundler)}`);
  return dependencies.has('unplugin-qidl')
    ? NOTHING
    : advise('no bundler found: `qidl compile` writes modules for plain Node');
}

function lines(bundler: string): string {
  return `add \`import qidl from 'unplugin-qidl/${bundler}'\`, and \`qidl()\` to its plugins`;
}

function withPlugin(path: string, text: string, bundler: string): Step {
  if (text.includes('unplugin-qidl')) return NOTHING;
  const code = blanked(text);
  const place = code === null ? null : placeIn(code);
  const isModule = code !== null && /^export default\b/m.test(code) && !/\bmodule\.exports\b|\brequire\s*\(/.test(code);
  if (place === null || !isModule || /\bqidl\b/.test(code)) return advise(`${path}: ${lines(bundler)}`);
  const withCall = text.slice(0, place.at) + place.part + text.slice(place.at);
  return change(path, text, withImport(withCall, blanked(withCall)!, bundler));
}

interface Insertion {
  readonly at: number;
  readonly part: string;
}

function placeIn(code: string): Insertion | null {
  const lists = [...code.matchAll(/\bplugins\s*:\s*\[/g)];
  if (lists.length === 1) {
    const at = lists[0].index + lists[0][0].length;
    return {
      at,
      part: /^\s*\]/.test(code.slice(at))
        ? 'qidl()'
        : /^\s*\n/.test(code.slice(at))
          ? `\n${indentOf(code, at)}qidl(),`
          : 'qidl(), ',
    };
  }
  if (lists.length > 1 || /\bplugins\b/.test(code)) return null;
  const objects = [...code.matchAll(/^export default (?:defineConfig\()?\{/gm)];
  if (objects.length !== 1) return null;
  const at = objects[0].index + objects[0][0].length;
  return { at, part: /^\s*\}/.test(code.slice(at)) ? ' plugins: [qidl()] ' : `\n  plugins: [qidl()],` };
}

/** The indentation of the list's first entry. */
function indentOf(code: string, at: number): string {
  return /\n([ \t]*)\S/.exec(code.slice(at))![1];
}

/** Behind the last import, in the quotes of the others. */
function withImport(text: string, code: string, bundler: string): string {
  const imports = [...code.matchAll(/^import\b[^;]*?(?:from\s*)?(["']) *\1;?[^\S\n]*$/gm)];
  const last = imports.at(-1);
  const quote = last?.[1] ?? "'";
  const end = last === undefined || last[0].includes(';') ? ';' : '';
  const line = `import qidl from ${quote}unplugin-qidl/${bundler}${quote}${end}`;
  if (last === undefined) return `${line}\n\n${text}`;
  const at = last.index + last[0].length;
  return `${text.slice(0, at)}\n${line}${text.slice(at)}`;
}

/**
 * The code with what stands in comments and strings as blanks, so that words found in it are code, at the same offsets.
 * null for what could be a regular expression: telling it from a division takes a parser.
 */
function blanked(text: string): string | null {
  const pattern = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`/g;
  const code = text.replace(pattern, (found) =>
    /^["'`]/.test(found)
      ? found[0] + found.slice(1, -1).replace(/[^\n]/g, ' ') + found[0]
      : found.replace(/[^\n]/g, ' '),
  );
  return code.includes('/') ? null : code;
}
