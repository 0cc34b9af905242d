// In: the path that --against names. Out: a list of saved fields, or the files of saved states as bytes.
// Rule: what a file is, its content says: `["a", "b.c"]` or `{ "T": ["a"] }` is a list; a JSON object or a list of
// them is a state, and so is an image. Migration streams are known, and refused: they are read by other verbs.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { shown, slashed } from '../files.ts';
import { UsageError } from '../options.ts';
import { isImage } from '../state/image.ts';
import { isObject, type Keyed } from '../state/keyed.ts';

/** Larger files are no device states. */
const MAX_STATE_BYTES = 1 << 28;
/** Of brackets in brackets; structs nest 64 deep, each in an array or a union. */
const MAX_STATE_DEPTH = 256;

export interface SavedList {
  readonly kind: 'list';
  /** By type; '' when the list does not say whose fields these are. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export interface StateFile {
  readonly file: string;
  /** The states of a JSON file; the bytes of an image; or why it has none. */
  readonly content: readonly Keyed[] | Uint8Array | string;
}

export interface SavedStates {
  readonly kind: 'states';
  readonly files: readonly StateFile[];
}

export function readEvidence(path: string): SavedList | SavedStates {
  if (statSync(path).isDirectory()) {
    const files = filesBelow(slashed(path)).map(stateFile);
    if (files.length === 0) throw new UsageError(`${path}: no states in this folder`);
    return { kind: 'states', files };
  }
  const file = stateFile(path);
  return listIn(file.content) ?? { kind: 'states', files: [file] };
}

function stateFile(file: string): StateFile {
  if (statSync(file).size > MAX_STATE_BYTES) return { file, content: `over ${MAX_STATE_BYTES} bytes` };
  return { file: shown(file), content: contentOf(readFileSync(file)) };
}

function contentOf(bytes: Buffer): StateFile['content'] {
  if (isImage(bytes)) return bytes;
  if (bytes.subarray(0, 4).toString('latin1') === 'QEVM')
    return 'a migration stream; audit reads JSON states and images';
  const text = bytes.toString().replace(/^\ufeff/, '');
  if (depthOf(text) > MAX_STATE_DEPTH) return `nested more than ${MAX_STATE_DEPTH} deep`;
  let json: Keyed;
  try {
    json = JSON.parse(text) as Keyed;
  } catch (error) {
    return `neither an image nor JSON: ${(error as Error).message}`;
  }
  return Array.isArray(json) ? json : [json];
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.matchAll(/[[\]{}]|"(?:[^"\\]|\\.)*"/g)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth);
    else if (mark === ']' || mark === '}') depth--;
  }
  return deepest;
}

const isText = (value: Keyed): boolean => typeof value === 'string';

function listIn(content: StateFile['content']): SavedList | null {
  if (typeof content === 'string' || content instanceof Uint8Array) return null;
  if (content.length > 0 && content.every(isText))
    return { kind: 'list', fields: new Map([['', content as readonly string[]]]) };
  const [only, more] = content;
  if (more !== undefined || only === undefined || !isObject(only)) return null;
  const types = Object.entries(only);
  const isList = types.length > 0 && types.every(([, names]) => Array.isArray(names) && names.every(isText));
  return isList ? { kind: 'list', fields: new Map(types as [string, readonly string[]][]) } : null;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => slashed(`${entry.parentPath}/${entry.name}`))
    .sort();
}
