// Random states of the fixtures, for property tests.

import fc from 'fast-check';
import { createFifo, createSerialState, type Fifo, hooks, type Request, type SerialState } from './fixtures/serial.ts';
import { createKinds, type Kinds } from './fixtures/kinds.ts';

const integer = (bits: number, signed: boolean): fc.Arbitrary<number> =>
  fc.integer(signed ? { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 } : { min: 0, max: 2 ** bits - 1 });
const big = (bits: number, signed: boolean): fc.Arbitrary<bigint> =>
  signed
    ? fc.bigInt({ min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n })
    : fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });
/** Well-formed text of any planes; escapes, quotes and a byte order mark are frequent. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('"', '\\', '\n', '\ufeff', '€', '😀'),
    ),
    maxLength,
  });
const exactly = (length: number): { minLength: number; maxLength: number } => ({
  minLength: length,
  maxLength: length,
});

const fifo: fc.Arbitrary<Fifo> = fc
  .record({
    data: fc.uint8Array(exactly(4)),
    count: integer(8, false),
    trigger: fc.constantFrom(0, 1, 4, 14, 4294967295),
  })
  .map((init) => createFifo({ ...init, ...hooks.Fifo(createFifo(init)) }));
const request: fc.Arbitrary<Request> = fc.record({ tag: integer(32, false), text: fc.option(text(60)) });

export const serialStates: fc.Arbitrary<SerialState> = fc
  .record({
    name: text(3).map((s) => s.replaceAll('\0', '')),
    rbr: integer(8, false),
    tsr: fc.option(integer(8, false)),
    divider: fc.oneof(fc.constant(12), integer(16, false)),
    recv_fifo: fifo,
    xmit_fifo: fifo,
    now_ns: big(64, true),
    incoming: fc.uint16Array({ maxLength: 3 }),
    requests: fc.array(request, { maxLength: 3 }),
    current: fc.option(request),
  })
  .map(({ tsr, incoming, ...rest }) => {
    const state = createSerialState({ ...rest, has_tsr: tsr !== null, tsr: tsr ?? 0, in_count: incoming.length });
    state.incoming.set(incoming);
    return Object.assign(state, hooks.SerialState(state));
  });

const point = fc.record({ x: integer(32, true), y: integer(32, true) });

export const kinds: fc.Arbitrary<Kinds> = fc
  .record({
    i8: integer(8, true),
    u16: integer(16, false),
    i16: integer(16, true),
    u32: integer(32, false),
    i32: integer(32, true),
    u64: big(64, false),
    i64: big(64, true),
    u128: big(128, false),
    i128: big(128, true),
    flag: fc.boolean(),
    f32: fc.float(),
    f64: fc.double(),
    mode: fc.constantFrom(0, 1, 4, 14, 4294967295),
    bytes: fc.uint8Array(exactly(3)),
    grid: fc.int32Array(exactly(6)),
    rows: fc.uint8Array(exactly(4)),
    wide: fc.bigUint64Array(exactly(2)),
    signed64: fc.bigInt64Array(exactly(1)),
    singles: fc.float32Array(exactly(2)),
    doubles: fc.float64Array(exactly(2)),
    small: fc.int8Array(exactly(2)),
    words: fc.uint32Array(exactly(2)),
    flags: fc.array(fc.boolean(), exactly(2)),
    huge: fc.array(big(128, true), exactly(1)),
    points: fc.array(point, exactly(2)).map((row) => [row]),
    dynamic: fc.uint32Array({ maxLength: 5 }),
    u: fc.oneof(
      integer(16, false).map((value) => ({ case: 'number' as const, value })),
      point.map((value) => ({ case: 'point' as const, value })),
    ),
    timer: big(64, true),
    __proto__field: integer(8, false),
  })
  .map((init) => createKinds({ ...init, n: init.dynamic.length } as Kinds));
