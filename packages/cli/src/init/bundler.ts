// In: the config of the project's bundler. Out: the same with the plugin in it, where that can be done safely.
// Rule: an ES module that has exactly one list of plugins, or exactly one config object to put one into. Lists within
// values (`css: { postcss: { plugins: […] } }`) are others' plugins. Anything else is left to a person, with the two lines
// to add.

import { advise, change, NOTHING, textOf, type Step } from './edit.ts';

/** Bundlers by their entry of unplugin-qidl, most specific first: a Vite project has Rollup, too. */
const BUNDLERS = ['vite', 'rolldown', 'rollup', 'rspack', 'webpack'] as const;
const ENDINGS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'cts'] as const;
/** What each calls the folder of the project, where the plugin's types go by default. */
const ROOT_OPTIONS = { vite: 'root', rolldown: 'cwd', rollup: null, rspack: 'context', webpack: 'context' } as const;

interface BundlerConfig {
  readonly bundler: (typeof BUNDLERS)[number];
  readonly path: string;
  readonly text: string;
}

function bundlerConfig(): BundlerConfig | null {
  for (const bundler of BUNDLERS) {
    for (const ending of ENDINGS) {
      const path = `${bundler}.config.${ending}`;
      const text = textOf(path);
      if (text !== null) return { bundler, path, text };
    }
  }
  return null;
}

/** Whether the config names another folder than its own, and leaves it to the plugin where types go. */
export function hasOwnRoot(): boolean {
  const config = bundlerConfig();
  const option = config === null ? null : ROOT_OPTIONS[config.bundler];
  if (option === null) return false;
  const code = withoutStrings(config!.text);
  const places = [...code.matchAll(new RegExp(`\\b${option}\\s*:`, 'g'))];
  return places.some(({ index }) => !isInValue(code, index)) && !/\bdts\b/.test(code);
}

export function setBundler(dependencies: ReadonlySet<string>): Step {
  const config = bundlerConfig();
  if (config !== null) return withPlugin(config);
  for (const bundler of ['vite', 'esbuild'] as const)
    if (dependencies.has(bundler)) return advise(`${bundler}: ${lines(bundler)}`);
  return dependencies.has('unplugin-qidl')
    ? NOTHING
    : advise('no bundler found: `qidl compile` writes modules for plain Node');
}

function lines(bundler: string, isModule = true): string {
  const entry = `'unplugin-qidl/${bundler}'`;
  const line = isModule ? `import qidl from ${entry}` : `const { default: qidl } = require(${entry})`;
  return `add \`${line}\`, and \`qidl()\` to its plugins`;
}

function withPlugin({ bundler, path, text }: BundlerConfig): Step {
  if (text.includes('unplugin-qidl')) return NOTHING;
  const code = blanked(text);
  const place = code === null ? null : placeIn(code);
  const isCommonJs = /\bmodule\.exports\b|\brequire\s*\(/.test(withoutStrings(text));
  const isModule = code !== null && /^export default\b/m.test(code) && !isCommonJs;
  if (place === null || !isModule || /\bqidl\b/.test(code)) return advise(`${path}: ${lines(bundler, !isCommonJs)}`);
  const withCall = text.slice(0, place.at) + place.part + text.slice(place.at);
  return change(path, text, withImport(withCall, blanked(withCall)!, bundler));
}

interface Insertion {
  readonly at: number;
  readonly part: string;
}

function placeIn(code: string): Insertion | null {
  const own = ({ index }: { readonly index: number }): boolean => !isInValue(code, index);
  const lists = [...code.matchAll(/\bplugins\s*:\s*\[/g)].filter(own);
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
  if (lists.length > 1 || [...code.matchAll(/\bplugins\b/g)].some(own)) return null;
  const objects = [...code.matchAll(/^export default (?:defineConfig\()?\{/gm)];
  if (objects.length !== 1) return null;
  const at = objects[0].index + objects[0][0].length;
  return { at, part: /^\s*\}/.test(code.slice(at)) ? ' plugins: [qidl()] ' : `\n  plugins: [qidl()],` };
}

const KEY = /^\s*(?:[\w$]+|(["']).*\1)\s*:/;

/** Whether a place is within the value of a property: `css: { … }`, `plugins: [react({ … })]`. */
function isInValue(code: string, at: number): boolean {
  let depth = 0;
  /** Of the entry that the place is within, in the brackets around it; null in other entries. */
  let entryEnd: number | null = null;
  for (let i = at - 1; i >= -1; i--) {
    const mark = i < 0 ? ';' : code[i];
    if (')]}'.includes(mark)) depth++;
    else if (depth > 0) depth -= Number('([{'.includes(mark));
    else if ('([{,;'.includes(mark)) {
      if (entryEnd !== null && KEY.test(code.slice(i + 1, entryEnd))) return true;
      entryEnd = '([{'.includes(mark) ? i : null;
    }
  }
  return false;
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

/** The code, blanked; null for what could be a regular expression: telling it from a division takes a parser. */
function blanked(text: string): string | null {
  const code = withoutStrings(text);
  return code.includes('/') ? null : code;
}

/** The code with what stands in comments and strings as blanks, so that words found in it are code, at the same offsets. */
function withoutStrings(text: string): string {
  const pattern = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`/g;
  return text.replace(pattern, (found) =>
    /^["'`]/.test(found)
      ? found[0] + found.slice(1, -1).replace(/[^\n]/g, ' ') + found[0]
      : found.replace(/[^\n]/g, ' '),
  );
}
