// In: JSON with comments and trailing commas, as tsconfig.json has them. Out: where its values are; the same text with a
// value more, everything else byte for byte as it was.
// Rule: ECMA-404, plus comments and trailing commas, which TypeScript reads. An insertion follows the layout around it.

export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  readonly start: number;
  /** Behind the bracket. */
  readonly end: number;
  readonly members: ReadonlyMap<string, JsonNode>;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonNode[];
}

export interface JsonScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}

/** Containers in containers: deeper ones are no config files. */
const MAX_DEPTH = 64;

/** null when the text is no JSON of that kind. */
export function parseJsonc(text: string): JsonNode | null {
  const reader: Reader = { text, at: text.startsWith('\ufeff') ? 1 : 0 };
  try {
    const node = value(reader, 0);
    skip(reader);
    return reader.at === text.length ? node : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const OTHER = /-?\d[\d.eE+-]*|true|false|null/y;

function skip(reader: Reader): void {
  SPACE.lastIndex = reader.at;
  reader.at += SPACE.exec(reader.text)![0].length;
}

function take(reader: Reader, mark: string): boolean {
  skip(reader);
  if (reader.text[reader.at] !== mark) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, mark: string): void {
  if (!take(reader, mark)) throw new SyntaxError(mark);
}

/** value: object | array | string | number | `true` | `false` | `null` */
function value(reader: Reader, depth: number): JsonNode {
  if (depth > MAX_DEPTH) throw new SyntaxError('nested too deep');
  skip(reader);
  const mark = reader.text[reader.at];
  if (mark === '{') return object(reader, depth);
  return mark === '[' ? array(reader, depth) : scalar(reader);
}

/** object: `{` (string `:` value),* `}` */
function object(reader: Reader, depth: number): JsonObject {
  const start = reader.at++;
  const members = new Map<string, JsonNode>();
  while (!take(reader, '}')) {
    skip(reader);
    const key = scalar(reader);
    expect(reader, ':');
    members.set(String(key.value), value(reader, depth + 1));
    if (!take(reader, ',') && reader.text[reader.at] !== '}') throw new SyntaxError('}');
  }
  return { kind: 'object', start, end: reader.at, members };
}

/** array: `[` value,* `]` */
function array(reader: Reader, depth: number): JsonArray {
  const start = reader.at++;
  const items: JsonNode[] = [];
  while (!take(reader, ']')) {
    items.push(value(reader, depth + 1));
    if (!take(reader, ',') && reader.text[reader.at] !== ']') throw new SyntaxError(']');
  }
  return { kind: 'array', start, end: reader.at, items };
}

function scalar(reader: Reader): JsonScalar {
  const start = reader.at;
  for (const pattern of [STRING, OTHER]) {
    pattern.lastIndex = start;
    const found = pattern.exec(reader.text);
    if (found === null) continue;
    reader.at += found[0].length;
    return { kind: 'scalar', start, end: reader.at, value: JSON.parse(found[0]) as JsonScalar['value'] };
  }
  throw new SyntaxError('value');
}

/** The text with one entry more at the end of an object or array: `"key": 1`, or a value. */
export function append(text: string, container: JsonObject | JsonArray, entry: string): string {
  const entries = container.kind === 'object' ? [...container.members.values()] : container.items;
  const last = entries.at(-1);
  const close = container.end - 1;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (last === undefined) {
    const inner = indentAt(text, container.start) + unitOf(text);
    if (container.kind === 'array' || text.slice(container.start + 1, close).trim() !== '')
      return insert(text, container.start + 1, entry);
    const body = `${newline}${inner}${entry}${newline}${indentAt(text, container.start)}`;
    return text.slice(0, container.start + 1) + body + text.slice(close);
  }
  const comma = commaAfter(text, last.end, close);
  const end = endOfLine(text, comma ?? last.end);
  if (end === null) return insert(text, comma ?? last.end, comma === null ? `, ${entry}` : ` ${entry},`);
  const indent = indentAt(text, firstOf(container, text));
  const more = insert(text, end, `${newline}${indent}${entry}${comma === null ? '' : ','}`);
  return comma === null ? insert(more, last.end, ',') : more;
}

/** Where the line ends, with the comments that stand on it; null when something else follows there. */
function endOfLine(text: string, at: number): number | null {
  const rest = /(?:[^\S\r\n]|\/\*[^]*?\*\/)*(?:\/\/[^\r\n]*)?/y;
  rest.lastIndex = at;
  const end = at + rest.exec(text)![0].length;
  return text[end] === '\n' || text.startsWith('\r\n', end) ? end : null;
}

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}

/** Behind a trailing comma; null without one. */
function commaAfter(text: string, at: number, close: number): number | null {
  const reader: Reader = { text: text.slice(0, close), at };
  return take(reader, ',') ? reader.at : null;
}

/** Where the first entry begins: at its key. */
function firstOf(container: JsonObject | JsonArray, text: string): number {
  const reader: Reader = { text, at: container.start + 1 };
  skip(reader);
  return reader.at;
}

/** The white space that the line of a place begins with. */
function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0];
}

/** One level of indentation. */
function unitOf(text: string): string {
  return /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
}
