// In: the project's tsconfig files. Out: `allowArbitraryExtensions`, `rootDirs` with the folder of the types, and that
// folder for every alias of `paths`, for which TypeScript does not ask `rootDirs`.
// Rule: docs/plugins.md, "Types". A config that only refers to others (Vite's templates) leaves it to those; one of
// `rootDirs` that is there already gets its counterpart below `.qidl`.

import { dirname, join, posix } from 'node:path';
import { advise, change, NOTHING, textOf, together, type Step } from './edit.ts';
import { append, parseJsonc, type JsonArray, type JsonNode, type JsonObject } from './jsonc.ts';

const ADVICE = 'set "allowArbitraryExtensions": true and "rootDirs": [".", "./.qidl"] in its compilerOptions';
const BESIDE =
  'set "allowArbitraryExtensions": true, and repeat those with "." and "./.qidl" beside them, or say "dts": "beside" in qidl.config.json';
const ALIASES = 'give each alias a second place: "@/*": ["./src/*", "./.qidl/src/*"]';

export function setTypeScript(path = 'tsconfig.json'): Step {
  const text = textOf(path);
  if (text === null) return path === 'tsconfig.json' ? NOTHING : advise(`${path}: not found; ${ADVICE}`);
  const root = parseJsonc(text);
  if (root?.kind !== 'object') return advise(`${path}: not understood; ${ADVICE}`);
  const references = referred(root).map((target) => posix.join(posix.dirname(path), target));
  if (isSolution(root) && references.length > 0) {
    const steps = references
      .map(configAt)
      .filter((file) => !isForTools(file))
      .map((file) => setTypeScript(file));
    return together(steps);
  }
  if (isGenerated(path)) return advise(`${path}: it is generated; where that is set up, ${ADVICE}`);
  const unread = basesOf(path, root).find((base) => objectAt(base) === null);
  if (unread !== undefined)
    return advise(
      `${path}: ${unread}, which it extends, is not there to be read; run this again when it is, or ${ADVICE}`,
    );
  if (inherits('rootDirs', path, root)) return advise(`${path}: it inherits rootDirs; ${BESIDE}`);
  const edit = change(path, text, withTypes(text, dirname(path)));
  if (!inherits('paths', path, root)) return edit;
  return together([edit, advise(`${path}: it inherits paths; ${ALIASES}`)]);
}

/** Below a hidden folder, as `.nuxt/`. */
function isGenerated(path: string): boolean {
  return path.split('/').some((folder) => /^\.[^.]/.test(folder));
}

/** `{ "files": [], "references": [...] }` compiles nothing itself. */
function isSolution({ members }: JsonObject): boolean {
  const files = members.get('files');
  return files?.kind === 'array' && files.items.length === 0 && !members.has('include');
}

function referred({ members }: JsonObject): string[] {
  const references = members.get('references');
  if (references?.kind !== 'array') return [];
  return references.items.flatMap(
    (item) => textIn(item.kind === 'object' ? item.members.get('path') : undefined) ?? [],
  );
}

function configAt(target: string): string {
  return target.endsWith('.json') ? target : join(target, 'tsconfig.json');
}

/** A config for nothing but `vite.config.ts` and its like needs no headers. */
function isForTools(path: string): boolean {
  const include = objectAt(path)?.members.get('include');
  if (include?.kind !== 'array' || include.items.length === 0) return false;
  return include.items.every((item) => /\.config\.[cm]?[jt]s$/.test(textIn(item) ?? ''));
}

/** Own `rootDirs` or `paths` would replace those of a base config. */
function inherits(option: 'rootDirs' | 'paths', path: string, root: JsonObject): boolean {
  if (optionsOf(root)?.members.has(option)) return false;
  return basesOf(path, root).some((base) => {
    const node = objectAt(base);
    return node !== null && (optionsOf(node)?.members.has(option) === true || inherits(option, base, node));
  });
}

/** The files that a config extends; packages, which know nothing of this project's folders, left out. */
function basesOf(path: string, { members }: JsonObject): string[] {
  const bases = members.get('extends');
  const listed = bases?.kind === 'array' ? bases.items : [bases];
  return listed
    .flatMap((base) => textIn(base) ?? [])
    .filter((base) => base.startsWith('.'))
    .map((base) => posix.join(posix.dirname(path), base.endsWith('.json') ? base : `${base}.json`));
}

function objectAt(path: string): JsonObject | null {
  const text = textOf(path);
  const root = text === null ? null : parseJsonc(text);
  return root?.kind === 'object' ? root : null;
}

function withTypes(text: string, folder: string): string {
  const types = posix.join(posix.relative(folder, '.') || '.', '.qidl', folder);
  const withOptions =
    optionsIn(text) === null ? append(text, parseJsonc(text) as JsonObject, '"compilerOptions": {}') : text;
  const folderOfTypes = `./${types}`.replace(/^\.\/\.\.\//, '../');
  return withPaths(withRootDirs(withFlag(withOptions), folderOfTypes), folderOfTypes);
}

function optionsIn(text: string): JsonObject | null {
  return optionsOf(parseJsonc(text) as JsonObject);
}

function optionsOf({ members }: JsonObject): JsonObject | null {
  const options = members.get('compilerOptions');
  return options?.kind === 'object' ? options : null;
}

function withFlag(text: string): string {
  const options = optionsIn(text)!;
  const flag = options.members.get('allowArbitraryExtensions');
  if (flag === undefined) return append(text, options, '"allowArbitraryExtensions": true');
  return flag.kind === 'scalar' && flag.value === true
    ? text
    : text.slice(0, flag.start) + 'true' + text.slice(flag.end);
}

function withRootDirs(text: string, types: string): string {
  const dirs = optionsIn(text)!.members.get('rootDirs');
  if (dirs?.kind !== 'array') return append(text, optionsIn(text)!, `"rootDirs": [".", ${JSON.stringify(types)}]`);
  const listed = dirs.items.flatMap((item) => textIn(item) ?? []).map((dir) => posix.normalize(dir));
  const sources = listed.filter((dir) => !dir.split('/').includes('.qidl'));
  const wanted = sources.map((dir) => posix.normalize(posix.join(types, dir)).replace(/\/$/, ''));
  const missing = wanted.filter((dir) => !listed.some((known) => known.replace(/\/$/, '') === dir));
  return missing.reduce((result, dir) => {
    const array = optionsIn(result)!.members.get('rootDirs');
    return array?.kind === 'array'
      ? append(result, array, JSON.stringify(dir.startsWith('.') && !dir.startsWith('.qidl') ? dir : `./${dir}`))
      : result;
  }, text);
}

/** `"@/*": ["./src/*"]` gets `"./.qidl/src/*"`, too. */
function withPaths(text: string, types: string): string {
  const base = textIn(optionsIn(text)!.members.get('baseUrl')) ?? '.';
  return [...aliasesIn(text).keys()].reduce((result, alias) => {
    const targets = aliasesIn(result).get(alias)!;
    const listed = targets.items.flatMap((item) => textIn(item) ?? []);
    const isOurs = (target: string): boolean => target.split('/').includes('.qidl');
    if (!alias.endsWith('*') || listed.some(isOurs)) return result;
    const dirs = listed
      .map((target) => posix.join(base, target))
      .filter((dir) => !/^(?:\.\.|node_modules)\//.test(dir));
    return dirs.reduce((so, dir) => {
      const target = posix.relative(base, posix.join(types, dir));
      return append(so, aliasesIn(so).get(alias)!, JSON.stringify(target.startsWith('../') ? target : `./${target}`));
    }, result);
  }, text);
}

function aliasesIn(text: string): ReadonlyMap<string, JsonArray> {
  const paths = optionsIn(text)!.members.get('paths');
  const aliases = new Map<string, JsonArray>();
  if (paths?.kind !== 'object') return aliases;
  for (const [alias, targets] of paths.members) if (targets.kind === 'array') aliases.set(alias, targets);
  return aliases;
}

function textIn(node: JsonNode | undefined): string | null {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
}
