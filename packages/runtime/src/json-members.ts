// The members of JSON objects that are read into fields. In: a reader, and the names that a visit asks for. Out: where their
// values are.
// Rule: the next key is expected at the cursor; only when another one is there, the rest of that object is indexed, and its
// fields are looked up.

import { CLOSE_BRACE, COMMA, type JsonReader, QUOTE } from './json-reader.ts';
import { NO_KEY } from './keyed-form.ts';
import { emptyKeyTable, isKeyAt, type KeyTable, placeOfKey } from './keys.ts';
import type { PathTrail } from './path-trail.ts';

/** Thrown when a key turns up after its field was taken to be absent. */
export const OUT_OF_ORDER: unique symbol = /*#__PURE__*/ Symbol('out of order');

const SPACE = 0x20;

const NO_KEYS: KeyTable = /*#__PURE__*/ emptyKeyTable();

/** Behind every table: what the cursor stands at is no member of an object that is indexed. */
const NONE_NEXT = 0x3fffffff;

export class JsonMembers {
  /** Every object is indexed from the start: its keys are in no order that helps. */
  anyOrder = false;
  /** Where the brace of the object is that was opened last. The reader has a comma there: the first key is like others. */
  private opening = -1;
  /** The keys of the struct that is open, and which of them is expected next. */
  private table: KeyTable = NO_KEYS;
  private next = 0;
  /** Where the values are that were not yet read, once an object is not in the order of its fields; else null. */
  private index: Map<string, number> | null = null;
  /** The offset after an indexed object. */
  private indexEnd = 0;
  /** Fields of open objects that were taken to be absent because another key was next, and where this object's begin. */
  private readonly absent: string[] = [];
  private firstAbsent = 0;
  private readonly outer: (Map<string, number> | null | number | KeyTable)[] = [];
  private readonly reader: JsonReader;
  private readonly trail: PathTrail;

  constructor(reader: JsonReader, trail: PathTrail) {
    this.reader = reader;
    this.trail = trail;
  }

  /** Where the value of a field is; an element's is at the cursor. The cursor stays, or is anywhere. */
  locate(name: string | null): number {
    const { reader } = this;
    if (name === null) return reader.at;
    const { table, next } = this;
    // As toJson writes it: the key that comes next, and no white space.
    if (table.names[next] === name && isKeyAt(table.keys[next]!, reader.view, reader.at)) {
      this.next = next + 1;
      const at = reader.at + table.keys[next]!.length;
      return reader.bytes[at]! > SPACE ? at : reader.skipSpace(at);
    }
    return this.find(name);
  }

  /** Moves the cursor to the value of a field. */
  take(name: string | null): void {
    this.reader.at = this.locate(name);
    this.reader.leaf = name;
  }

  /** Where the value of a key is that does not stand where it is expected. */
  private find(name: string): number {
    this.reader.leaf = name;
    const next = this.index === null ? this.matchKey(name) : -1;
    const at = next >= 0 ? next : this.lookUp(name);
    return at >= 0 ? at : this.reader.fail([name], 'a value', NO_KEY);
  }

  /** Where the value of the next member is if its key is `name`, else -1. The cursor stays. */
  private matchKey(name: string): number {
    const { reader, table } = this;
    const start = this.nextMember();
    if (start < 0) return -1;
    const place = table.names[this.next] === name ? this.next : placeOfKey(table, this.next, name);
    const key = table.keys[place]!;
    // There may be white space where the key has its comma.
    const between = reader.bytes[start - 1]!;
    reader.bytes[start - 1] = COMMA;
    const isNext = isKeyAt(key, reader.view, start - 1);
    reader.bytes[start - 1] = between;
    if (!isNext) return -1;
    this.next = place + 1;
    return reader.skipSpace(start - 1 + key.length);
  }

  /** Where the value of a key is, however it is written and wherever it stands in this object; -1 if nowhere. */
  private lookUp(name: string): number {
    this.index ??= this.indexRest();
    const key = this.keyOf(name, this.index);
    if (key === undefined) return -1;
    const at = this.index.get(key)!;
    this.index.delete(key);
    return at;
  }

  /** The key of a field in an index: its name, or one that it had; undefined where there is none. */
  private keyOf(name: string, index: ReadonlyMap<string, number>): string | undefined {
    if (index.has(name)) return name;
    const { renamed } = this.table;
    if (renamed === undefined) return undefined;
    return Object.keys(renamed).find((old) => renamed[old] === name && index.has(old));
  }

  /** Notes where the values of this object are that were not read. */
  private indexRest(): Map<string, number> {
    const { reader } = this;
    const index = new Map<string, number>();
    const start = this.nextMember();
    this.next = NONE_NEXT;
    if (start < 0) this.skipClose();
    else {
      reader.at = start;
      reader.moreMembers((key) => {
        index.set(key, reader.at);
        reader.skipValue(this.trail.depth);
      });
    }
    this.indexEnd = reader.at;
    return index;
  }

  /** Where the next key of this object is; -1 if the object ends here. The cursor stays. */
  private nextMember(): number {
    const { reader } = this;
    let at = reader.skipSpace(reader.at);
    const code = reader.bytes[at];
    if (code === CLOSE_BRACE) return -1;
    if (code !== COMMA) this.reader.refuseAt(at, '"," or "}"');
    const isFirst = at === this.opening;
    at = reader.skipSpace(at + 1);
    if (isFirst && reader.bytes[at] === CLOSE_BRACE) return -1;
    if (reader.bytes[at] !== QUOTE) this.reader.refuseAt(at, 'a key');
    return at;
  }

  /** Moves behind the brace of an object in which no member is left. */
  private skipClose(): void {
    const { reader } = this;
    const at = reader.skipSpace(reader.at);
    reader.at = (reader.bytes[at] === CLOSE_BRACE ? at : reader.skipSpace(at + 1)) + 1;
  }

  open(table: KeyTable): void {
    this.outer.push(this.table, this.next, this.index, this.indexEnd, this.firstAbsent);
    this.table = table;
    this.next = 0;
    this.index = null;
    this.firstAbsent = this.absent.length;
    this.opening = this.reader.at;
    this.reader.bytes[this.opening] = COMMA;
    if (this.anyOrder) this.index = this.indexRest();
  }

  /** Leaves an object; `refuse` is told of the keys that no field has read. */
  close(refuse: (keys: Iterable<string>) => void): void {
    const { reader } = this;
    reader.leaf = null;
    if (this.index === null && this.nextMember() < 0) this.skipClose();
    else {
      const index = this.index ?? this.indexRest();
      if (this.absent.slice(this.firstAbsent).some((name) => this.keyOf(name, index) !== undefined)) throw OUT_OF_ORDER;
      if (index.size > 0) refuse(index.keys());
      reader.at = this.indexEnd;
    }
    if (this.absent.length > this.firstAbsent) this.absent.length = this.firstAbsent;
    this.firstAbsent = this.outer.pop() as number;
    this.indexEnd = this.outer.pop() as number;
    this.index = this.outer.pop() as Map<string, number> | null;
    this.next = this.outer.pop() as number;
    this.table = this.outer.pop() as KeyTable;
  }

  /** Whether there is a value for `name`, is mostly clear from which one comes next: fields are written in their order. */
  has(name: string, flag: string | undefined): boolean {
    this.reader.leaf = name;
    if (this.index === null) {
      if (this.matchKey(name) >= 0) {
        this.next--;
        return true;
      }
      // The flag of an optional field stands anywhere before it: what comes next says nothing.
      if (flag === undefined) {
        this.next = placeOfKey(this.table, this.next, name) + 1;
        this.absent.push(name);
        return false;
      }
      this.index = this.indexRest();
    }
    return this.keyOf(name, this.index) !== undefined;
  }

  /** Whether a field of an open object was taken to be absent because another key came next. */
  get isGuessing(): boolean {
    return this.absent.length > 0;
  }

  /** The keys of this object that were not read. */
  rest(): Pick<Map<string, number>, 'keys' | 'size'> {
    this.index ??= this.indexRest();
    return this.index;
  }
}
