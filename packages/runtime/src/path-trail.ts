// Where a visitor is. In: the name of each struct, list and union as it is entered, the index of each element.
// Out: a path as one would write it in code, made only when something fails: `SerialState.recv_fifo.data[3]`.
// Rule: entering and leaving build no strings; a visitor has one trail, and nothing else knows about paths.

import { StateError } from './state-error.ts';

/** A part of a path: a name, an element's index (-1: no element yet), or null for what has no name of its own. */
export type PathPart = string | number | null;

const NO_ELEMENT = -1;

export class PathTrail {
  private readonly parts: PathPart[] = [];

  get depth(): number {
    return this.parts.length;
  }

  /** Enters a struct or union. */
  enter(name: string | null, typeName: string): void {
    this.parts.push(this.nameOf(name, typeName));
  }

  /** What a struct or union here is called: the outermost one by its type when it has no name. */
  nameOf(name: string | null, typeName: string): string | null {
    return name === null && this.parts.length === 0 ? typeName : name;
  }

  /** Enters a list: its name, then a place for the index of its elements. */
  enterList(name: string | null): void {
    this.parts.push(name, NO_ELEMENT);
  }

  /** Whether the innermost thing entered is a list. */
  get isInList(): boolean {
    const { parts } = this;
    return parts.length > 0 && typeof parts[parts.length - 1] === 'number';
  }

  /** The element of the innermost list that is being visited; without an index, the list itself. */
  element(index: number = NO_ELEMENT): void {
    this.parts[this.parts.length - 1] = index;
  }

  leave(): void {
    this.parts.pop();
  }

  leaveList(): void {
    this.parts.length -= 2;
  }

  /** The path of `parts` below the place the visitor is at. */
  path(...parts: readonly PathPart[]): string {
    return formatPath([...this.parts, ...parts]);
  }

  /** The error at `parts` below the place the visitor is at. */
  error(parts: readonly PathPart[], expected: string, found: string): StateError {
    return new StateError(this.path(...parts), expected, found);
  }
}

/** `["SerialState", "recv_fifo", "data", 3]` as `SerialState.recv_fifo.data[3]`. */
export function formatPath(parts: readonly PathPart[]): string {
  let path = '';
  for (const part of parts) {
    if (part === null || part === NO_ELEMENT) continue;
    if (typeof part === 'number') path += `[${part}]`;
    else if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(part)) path += `[${JSON.stringify(part)}]`;
    else path += path === '' ? part : `.${part}`;
  }
  return path;
}
