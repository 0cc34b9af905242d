// In: a type and a target. Out: sizes, alignments and offsets, as gcc and clang lay them out.
// The contract; the rules are beside it, one file per ABI question.

import type { CType, CMember, RecordType } from '../types/type.ts';

/** Bytes. What an object of a 32-bit target can have at most; larger types have no layout on any target. */
export const MAX_TYPE_BYTES: number = 2 ** 31 - 1;

export interface SizeAlign {
  /** Bytes. A flexible array has size 0. */
  readonly size: number;
  readonly align: number;
}

export interface RecordLayout extends SizeAlign {
  readonly record: RecordType;
  readonly members: readonly MemberLayout[];
  /** gcc and clang disagree on this record. */
  readonly disputed: boolean;
}

export interface MemberLayout {
  readonly member: CMember;
  /** Bits from the record's start, in the target's own bit order; a multiple of 8 but for bit-fields. */
  readonly bitOffset: number;
  /** Bits; for arrays all of them. */
  readonly bitSize: number;
}

/** Layouts for one target; caches by type identity. */
export interface Layouts {
  /** null when the type has no layout (incomplete, function, unknown, `_Float16` …). `why` tells. */
  sizeOf(type: CType): SizeAlign | null;
  recordOf(record: RecordType): RecordLayout | null;
  /** Of the records that were asked for: the layout, or why there is none. */
  readonly known: ReadonlyMap<RecordType, RecordLayout | string>;
  /** Why sizeOf gave null: a phrase such as "struct foo is incomplete". */
  why(type: CType): string;
}
