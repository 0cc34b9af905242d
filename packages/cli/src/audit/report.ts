// In: an audit. Out: its text for people and its JSON for programs (docs/cli.md).
// Rule: messages quote files that nobody vouches for: what a terminal would obey is made visible.

import { readFileSync } from 'node:fs';
import { oneLine, type Place } from '@qidl/compiler';
import { shown } from '../files.ts';
import { counted } from '../report.ts';
import type { Audit, Finding } from './audit.ts';

export function auditText(audit: Audit, header: string, against: string): string {
  const { struct, states, findings, defaults, skipped } = audit;
  const basis = states === 0 ? against : `${counted(states, 'state')} of ${against}`;
  const parts = [`${struct.name} of ${shown(header)}, against ${basis}`];
  if (findings.length > 0) parts.push(findings.map((finding) => line(finding, header)).join('\n'));
  if (defaults.length > 0) parts.push(`Defaults, and how often a value differs:\n${defaultTable(audit)}`);
  if (skipped.length > 0)
    parts.push(`Not saved, and the header says why:\n${table(skipped.map(({ field, role }) => [field, role]))}`);
  parts.push(findings.length === 0 ? 'Every saved field is accounted for.' : `${counted(findings.length, 'finding')}.`);
  return `${parts.join('\n\n')}\n`;
}

function line({ message, place }: Finding, header: string): string {
  const said = oneLine(message);
  if (place === null) return said;
  const { file, line: row, column } = located(place, header);
  return `${file}:${row}:${column}: ${said}`;
}

function defaultTable({ defaults }: Audit): string {
  return table(
    defaults.map(({ field, default: value, observed, differs }) => [
      field,
      value,
      `${differs} of ${observed}`,
      observed > 0 && differs === observed ? 'never the default' : observed > 0 && differs === 0 ? 'never another' : '',
    ]),
  );
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd())
    .join('\n');
}

export function auditJson(
  { struct, states, findings, defaults, skipped }: Audit,
  header: string,
  against: string,
): string {
  const json = {
    type: struct.name,
    header: shown(header),
    against,
    states,
    findings: findings.map(({ kind, subject, message, place }) => ({
      kind,
      subject,
      message,
      ...(place !== null && located(place, header)),
    })),
    defaults,
    skipped,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function located({ path, line: row, start }: Place, header: string): { file: string; line: number; column: number } {
  const file = path ?? header;
  const text = readFileSync(file, 'utf8');
  return { file: shown(file), line: row, column: start - text.lastIndexOf('\n', start - 1) };
}
