// The plainest visitors: one that keeps the answers, and one that gives them again. In: a state, or what was kept.
// Rule: nothing of the package's own formats, so that the contract is checked on its own.

import type { InputVisitor, NumberArray, OutputVisitor } from '@qidl/runtime';

/** Values, lengths, cases and presences, in the order of the calls. */
export type Recording = unknown[];

export function recorder(record: Recording, withDefaults: boolean): OutputVisitor {
  const keep = <V>(_name: string | null, value: V): V => {
    record.push(value);
    return value;
  };
  return {
    reads: false,
    startStruct: (_name, value) => value!,
    endStruct: (_name, _value, current) => current,
    startList: (_name, length) => void record.push(length),
    nextElement: () => false,
    endList: () => undefined,
    startUnion: (_name, caseName) => (record.push(caseName), caseName),
    endUnion: () => undefined,
    present: (name, isPresent, why) => keep(name, isPresent || (withDefaults && why !== 'optional')),
    ...sameForAll(keep),
    numbers(_name, array, count) {
      record.push(array.slice(0, count));
      return array;
    },
    external: (name, value) => keep(name, value),
    fail: refuse,
  };
}

export function player(record: Recording): InputVisitor {
  let at = 0;
  let depth = 0;
  const lengths: number[] = [];
  const take = (): never => {
    if (at === record.length) throw new Error('asked for more than was kept');
    return record[at++] as never;
  };
  return {
    reads: true,
    startStruct: (_name, value, info) => (depth++ === 0 || value === null ? info.draft(value) : value),
    endStruct(_name, value, current, info) {
      if (--depth > 0 || value === null) return current;
      info.commit(value, current);
      return value;
    },
    startList: () => void lengths.push(take()),
    nextElement: (index) => index < lengths[lengths.length - 1]!,
    endList: () => void lengths.pop(),
    startUnion: () => take(),
    endUnion: () => undefined,
    present: () => take(),
    ...sameForAll(() => take()),
    numbers<A extends NumberArray>(_name: string | null, array: A, count: number): A {
      const kept = take() as A;
      if (array.length < count) return kept.slice() as A;
      const isWide = array instanceof BigUint64Array || array instanceof BigInt64Array;
      array.fill((isWide ? 0n : 0) as never);
      array.set(kept as never);
      return array;
    },
    external: () => take(),
    fail: refuse,
  };
}

function sameForAll(run: <V>(name: string | null, value: V) => V) {
  return {
    bool: run<boolean>,
    uint8: run<number>,
    int8: run<number>,
    uint16: run<number>,
    int16: run<number>,
    uint32: run<number>,
    int32: run<number>,
    uint64: run<bigint>,
    int64: run<bigint>,
    uint128: run<bigint>,
    int128: run<bigint>,
    float: run<number>,
    double: run<number>,
    str: run<string | null>,
    enum: run<number>,
  };
}

function refuse(name: string | null, expected: string, found: string): never {
  throw new Error(`${name}: expected ${expected}, found ${found}`);
}
