// In: schemas by header. Out: the text of the lock file, and back. Rule: docs/cli.md, "lock"; the same schemas give the
// same bytes, one line per field, so that a review shows what changes.

import type { FieldSchema, HeaderSchema, StructSchema } from './schema.ts';

export const LOCK_VERSION = 1;
export const LOCK_FILE = 'qidl.lock.json';

/** By the header's path from the lock file's folder, with `/`. */
export type Schemas = ReadonlyMap<string, HeaderSchema>;

export interface Lock {
  readonly headers: Schemas;
  /** Schemas that states in the field were saved by, by the release's name. */
  readonly releases: ReadonlyMap<string, Schemas>;
}

export const EMPTY_LOCK: Lock = { headers: new Map(), releases: new Map() };

export function lockText({ headers, releases }: Lock): string {
  const parts = [`  "qidl": ${LOCK_VERSION}`, `  "headers": ${schemasText(headers, '  ')}`];
  if (releases.size > 0) {
    const rows = [...releases].map(([name, schemas]) => `    ${JSON.stringify(name)}: ${schemasText(schemas, '    ')}`);
    parts.push(`  "releases": {\n${rows.join(',\n')}\n  }`);
  }
  return `{\n${parts.join(',\n')}\n}\n`;
}

function schemasText(schemas: Schemas, indent: string): string {
  const sorted = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
  return block(
    sorted.map(([header, schema]) => [header, headerText(schema, `${indent}  `)]),
    indent,
  );
}

function headerText({ structs, enums }: HeaderSchema, indent: string): string {
  const inner = `${indent}  `;
  const sections = [
    [
      'structs',
      block(
        Object.entries(structs).map(([name, one]) => [name, structText(one, `${inner}  `)]),
        inner,
      ),
    ],
    [
      'enums',
      block(
        Object.entries(enums).map(([name, values]) => [name, JSON.stringify(values)]),
        inner,
      ),
    ],
  ] as const;
  return block(sections, indent);
}

function structText({ wireName, version, minimumVersion, fields }: StructSchema, indent: string): string {
  const rows = fields.map((field) => `${indent}    ${JSON.stringify(field)}`).join(',\n');
  return block(
    [
      ['wireName', JSON.stringify(wireName)],
      ['version', String(version)],
      ['minimumVersion', String(minimumVersion)],
      ['fields', `[\n${rows}\n${indent}  ]`],
    ],
    indent,
  );
}

function block(entries: readonly (readonly [string, string])[], indent: string): string {
  if (entries.length === 0) return '{}';
  const rows = entries.map(([key, text]) => `${indent}  ${JSON.stringify(key)}: ${text}`);
  return `{\n${rows.join(',\n')}\n${indent}}`;
}

/** The lock that a file holds, or why it holds none. */
export function parseLock(text: string): Lock | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  if (!isRecord(json) || json.qidl === undefined) return 'it has no "qidl" with the version of its form';
  if (json.qidl !== LOCK_VERSION) return `its form is ${String(json.qidl)}; this is ${LOCK_VERSION}`;
  const headers = schemasIn(json.headers);
  const releases = isRecord(json.releases ?? {}) ? Object.entries(json.releases ?? {}) : null;
  if (headers === null || releases === null) return 'its "headers" are no schemas';
  const found = releases.map(([name, schemas]) => [name, schemasIn(schemas)] as const);
  const broken = found.find(([, schemas]) => schemas === null);
  if (broken !== undefined) return `its release ${JSON.stringify(broken[0])} has no schemas`;
  return { headers, releases: new Map(found as (readonly [string, Schemas])[]) };
}

function schemasIn(json: unknown): Schemas | null {
  if (!isRecord(json)) return null;
  const entries = Object.entries(json);
  return entries.every(([, schema]) => isSchema(schema)) ? new Map(entries as [string, HeaderSchema][]) : null;
}

function isSchema(json: unknown): boolean {
  if (!isRecord(json) || !isRecord(json.structs) || !isRecord(json.enums)) return false;
  return Object.values(json.structs).every(isStruct) && Object.values(json.enums).every(isRecord);
}

function isStruct(json: unknown): boolean {
  if (!isRecord(json) || typeof json.wireName !== 'string' || !Array.isArray(json.fields)) return false;
  return isNumber(json.version) && isNumber(json.minimumVersion) && json.fields.every(isField);
}

function isField(json: unknown): json is FieldSchema {
  if (!isRecord(json) || typeof json.name !== 'string' || typeof json.type !== 'string') return false;
  const { dims, count, optional, since, subsection } = json;
  return (
    (dims === undefined || (Array.isArray(dims) && dims.every(isNumber))) &&
    [count, optional, subsection].every((text) => text === undefined || typeof text === 'string') &&
    (since === undefined || isNumber(since))
  );
}

const isNumber = (value: unknown): boolean => typeof value === 'number';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
