// The contract of visitors, as one (packages/runtime/src/visitor.ts). In: a visitor, and the info of the type it is
// given to. Out: a visitor that does the same, and fails when a visit function calls it in a way that is not the contract.
// Rule: it checks the visit function and not the visitor inside: names, order, nesting, arguments. Visits are many, and
// expectations slow: a check is a condition.

import type { EnumInfo, ExternalInfo, NumberArray, StructInfo, Visitor } from '@qidl/runtime';

interface Frame {
  readonly kind: 'struct' | 'list' | 'union';
  readonly name: string | null;
  readonly value: unknown;
  readonly info: StructInfo | null;
  /** Names that a call may have: those of fields that were not visited yet, or the case. */
  readonly names: Set<string>;
  /** Elements so far, and how many there must be; -1: any number. */
  count: number;
  readonly length: number;
  /** Of lists that are read: `nextElement` has just said that there is one. */
  isAsked: boolean;
}

const REASONS: ReadonlySet<string> = new Set(['optional', 'default', 'version', 'subsection']);

const SCALARS = [
  ['bool', 'boolean'],
  ['uint8', 'number'],
  ['int8', 'number'],
  ['uint16', 'number'],
  ['int16', 'number'],
  ['uint32', 'number'],
  ['int32', 'number'],
  ['uint64', 'bigint'],
  ['int64', 'bigint'],
  ['uint128', 'bigint'],
  ['int128', 'bigint'],
  ['float', 'number'],
  ['double', 'number'],
] as const;

export interface CheckingVisitor {
  readonly visitor: Visitor;
  /** Fails if the visit has not gone to its end; returns the names of the methods that were called. */
  finish(): ReadonlySet<string>;
}

export function checkingVisitor(inner: Visitor): CheckingVisitor {
  const frames: Frame[] = [];
  const called = new Set<string>();
  let isDone = false;
  /** What `present` has said of a field, until the field comes. */
  let expected: string | null = null;
  const top = (): Frame | undefined => frames[frames.length - 1];

  /** A value begins. */
  const enter = (method: string, name: string | null): void => {
    called.add(method);
    check(!isDone, 'nothing comes after the end');
    const frame = top();
    if (frame === undefined) return;
    if (frame.kind === 'list') {
      check(name === null, 'elements have no name');
      check(!inner.reads || frame.isAsked, 'an element is visited after nextElement');
      frame.isAsked = false;
      frame.count++;
      return;
    }
    check(typeof name === 'string', 'fields and cases have a name');
    check(frame.names.delete(name!), `${frame.info?.name}.${name} is a field, and visited once`);
    check(expected === null || name === expected, `${expected} is present, and follows`);
    expected = null;
  };

  const open = (frame: Omit<Frame, 'count' | 'isAsked'>): void => {
    frames.push({ ...frame, count: 0, isAsked: false });
  };

  const leave = (kind: Frame['kind'], name: string | null): Frame => {
    const frame = frames.pop();
    check(frame?.kind === kind, `${kind} begins before it ends`);
    check(frame?.name === name, 'ends have the name of their beginning');
    check(expected === null, `${expected} is present, and follows`);
    return frame!;
  };

  const scalar = <V>(method: string, name: string | null, value: V, run: () => V): V => {
    enter(method, name);
    const result = run();
    check(inner.reads || Object.is(result, value), 'an output visitor returns what it was given');
    return result;
  };

  const visitor: Visitor = {
    ...({} as Visitor),
    reads: inner.reads,

    startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
      enter('startStruct', name);
      check(typeof info.wireName === 'string' && Array.isArray(info.fields), 'a struct has a descriptor');
      check(inner.reads || (typeof value === 'object' && value !== null), `${info.name} is an object`);
      const current = inner.startStruct(name, value, info);
      const names = new Set(
        info.fields.filter(({ role, kind }) => role === 'saved' && kind !== null).map(({ wireName }) => wireName),
      );
      open({ kind: 'struct', name, value: current, info: info as StructInfo<never>, names, length: -1 });
      return current;
    },

    endStruct<T extends object>(name: string | null, value: T | null, current: T, info: StructInfo<T>): T {
      const frame = leave('struct', name);
      called.add('endStruct');
      check(current === frame.value, 'endStruct is given what startStruct returned');
      check(info === (frame.info as unknown), 'endStruct has the descriptor of startStruct');
      isDone = frames.length === 0;
      return inner.endStruct(name, value, current, info);
    },

    startList(name: string | null, length: number): void {
      enter('startList', name);
      check(Number.isInteger(length) && length >= (inner.reads ? -1 : 0), `a length, not ${length}`);
      open({ kind: 'list', name, value: null, info: null, names: new Set(), length });
      inner.startList(name, length);
    },

    nextElement(index: number): boolean {
      called.add('nextElement');
      const frame = top()!;
      check(inner.reads && frame.kind === 'list', 'only input visitors are asked, and of lists');
      check(!frame.isAsked && index === frame.count, 'each is asked for once: 0, 1, 2 …');
      return (frame.isAsked = inner.nextElement(index));
    },

    endList(name: string | null): void {
      const frame = leave('list', name);
      called.add('endList');
      check(frame.length < 0 || frame.count === frame.length, 'there are as many elements as were promised');
      check(!frame.isAsked, 'an element that is there is visited');
      inner.endList(name);
    },

    startUnion(name: string | null, caseName: string, cases: readonly string[]): string {
      enter('startUnion', name);
      check(cases.length > 0 && new Set(cases).size === cases.length, 'cases differ');
      check(inner.reads || cases.includes(caseName), `${caseName} is a case`);
      const found = inner.startUnion(name, caseName, cases);
      open({ kind: 'union', name, value: null, info: null, names: new Set([found]), length: -1 });
      return found;
    },

    endUnion(name: string | null): void {
      const frame = leave('union', name);
      called.add('endUnion');
      check(frame.names.size === 0, 'the case that holds is visited');
      inner.endUnion(name);
    },

    present(name, isPresent, why, info) {
      called.add('present');
      const frame = top()!;
      check(frame.kind === 'struct' && frame.names.has(name), `${name} is a field`);
      check(expected === null, `${expected} is present, and follows`);
      check(REASONS.has(why), `${why} is a reason`);
      check(info.subsection !== '' && info.version > 0, 'what may be absent has a subsection');
      check(why !== 'version' || info.since > 0, 'a field of a later version says of which');
      const answer = inner.present(name, isPresent, why, info);
      check(inner.reads || why !== 'optional' || answer === isPresent, 'what is not there is not visited');
      if (info.flag !== undefined) {
        // Asked in the flag's place: the field comes later, or not at all.
        check(why === 'optional' && frame.names.delete(info.flag), `${info.flag} is a flag, and asked once`);
        if (!answer) frame.names.delete(name);
      } else if (answer) expected = name;
      else if (why !== 'subsection') frame.names.delete(name);
      return answer;
    },

    str(name, value, capacity) {
      check(capacity === -1 || capacity > 0, `a capacity, not ${capacity}`);
      check(inner.reads || capacity < 0 || typeof value === 'string', 'an array of char is never null');
      return scalar('str', name, value, () => inner.str(name, value, capacity));
    },

    enum(name: string | null, value: number, info: EnumInfo): number {
      check(inner.reads || typeof value === 'number', 'enum is given a number');
      check(info.bits <= 32, 'enums of 64 bits are visited as integers');
      for (const [number, key] of info.nameOf) check(info.valueOf.get(key) === number, `${key} is ${number}`);
      return scalar('enum', name, value, () => inner.enum(name, value, info));
    },

    numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
      enter('numbers', name);
      check(ArrayBuffer.isView(array), 'a block is a typed array');
      check(Number.isInteger(count) && count >= 0, `a count, not ${count}`);
      check(inner.reads || array.length >= count, 'all that is counted is there');
      if (dims !== null) {
        const row = dims.slice(1).reduce((product, dim) => product * dim, 1);
        check(dims.length > 1 && (row === 0 || count % row === 0), 'dimensions are more than one, and rows whole');
      }
      const result = inner.numbers(name, array, count, dims);
      check(result.constructor === array.constructor, 'a block keeps its kind');
      check(result === array || (inner.reads && array.length < count), 'the array that is there is kept');
      return result;
    },

    external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
      enter('external', name);
      check(typeof info.visit === 'function' && info.version > 0, 'an external has a descriptor');
      return inner.external(name, value, info);
    },

    fail: (name, expectedText, found) => inner.fail(name, expectedText, found),
  };
  for (const [method, type] of SCALARS) {
    visitor[method] = ((name: string | null, value: never): never => {
      // What an input visitor is given may be null: an optional field is absent now.
      check(inner.reads || typeof value === type, `${method} is given a ${type}`);
      return scalar(method, name, value, () => (inner[method] as (n: typeof name, v: never) => never)(name, value));
    }) as never;
  }
  return {
    visitor,
    finish() {
      check(isDone && frames.length === 0, 'a visit ends with its outermost struct');
      return called;
    },
  };
}

function check(isRight: boolean, rule: string): void {
  if (!isRight) throw new Error(`against the contract: ${rule}`);
}
