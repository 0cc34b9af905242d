// The type of every kind of field, from a header: what must compile does, and what must not is marked @ts-expect-error,
// which is itself an error when nothing is wrong there. By the oldest and the newest supported TypeScript.

import { compile } from '@qidl/compiler';
import { expect, test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { typeErrors, typeScripts } from './states/type-check.ts';

const header = `#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "qidl.h"
#define QLIST_HEAD(name, type) struct name { struct type *lh_first; }
#define LIMIT 16
#define NANOSECONDS 1000000000LL
enum speed { SLOW, FAST = 7 };
enum wide { NARROW, WIDE = 0x100000000 };
typedef struct Point { int32_t x, y; } Point;
typedef struct Level { uint8_t count; uint8_t level q_derived; bool full q_derived; } Level;
typedef struct Kinds {
    uint8_t byte; int16_t half; uint32_t word; char character;
    uint64_t quad; long long squad;
    unsigned __int128 huge; Int128 shuge;
    bool flag; float single; double twice;
    enum speed speed; enum wide wide;
    unsigned bits : 3; uint64_t wide_bits : 40; bool bit : 1; enum speed speed_bits : 4;
    uint8_t bytes[LIMIT]; int32_t grid[2][3]; uint64_t quads[4]; bool flags[2][2]; Int128 huges[2]; double ratios[2];
    enum speed speeds[2]; Point points[2][3]; char names[3][8] q_string; Point *pointed[2];
    uint8_t count; uint16_t counted[8] q_size(count); Point counted_points[4] q_size(count);
    uint32_t *allocated q_size(count); int64_t *allocated_quads q_size(count); Point *allocated_points q_size(count);
    bool *allocated_flags q_size(count);
    char text[8] q_string; char *note; char *notes[2];
    Point point; Point *pointer; Level level;
    uint8_t maybe q_optional; Point *maybe_point q_optional; uint16_t maybe_array[4] q_optional; Point *null_point q_default(NULL);
    bool has_told; uint64_t told q_optional;
    union { uint8_t number q_case(0); Point point q_case(1); uint64_t quad q_case(2); uint8_t raw[8] q_derived; } u q_union(count);
    GSList *list q_type(Point); GList *quads_list q_type(uint64_t); QLIST_HEAD(, Point) queue;
    QEMUTimer *timer; struct tm *time;
    uint8_t defaulted q_default(3); const uint8_t fixed; uint32_t immutable q_immutable;
    void *opaque; void (*callback)(void); long double unsupported q_broken; Unknown *unknown q_elsewhere; uint8_t *bare q_host;
} Kinds;
`;

const program = `import {
  createKinds, createPoint, decodeKinds, decodePoint, loadKinds, loadPoint, saveKinds, viewPoint, visitKinds, visitPoint,
  speed, wide, LIMIT, NANOSECONDS,
} from './kinds.qidl.h';
import type { Kinds, KindsHooks, LevelHooks, Point, speed as Speed, wide as Wide } from './kinds.qidl.h';
import { fromJson, toJson } from '@qidl/runtime';

const k: Kinds = createKinds({ byte: 1, quad: 2n });
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<A, B>(really: Same<A, B>): void;

same<Kinds['byte'] | Kinds['half'] | Kinds['word'] | Kinds['character'], number>(true);
same<Kinds['quad'] | Kinds['squad'] | Kinds['huge'] | Kinds['shuge'], bigint>(true);
same<Kinds['flag'] | Kinds['bit'], boolean>(true);
same<Kinds['single'] | Kinds['twice'] | Kinds['speed'] | Kinds['bits'] | Kinds['speed_bits'], number>(true);
same<Kinds['wide'] | Kinds['wide_bits'], bigint>(true);
same<Kinds['bytes'], Uint8Array & { readonly length: 16 }>(true);
same<Kinds['grid'], Int32Array & { readonly length: 6 }>(true);
same<Kinds['quads'], BigUint64Array & { readonly length: 4 }>(true);
same<Kinds['flags'], boolean[]>(true);
same<Kinds['huges'], bigint[]>(true);
same<Kinds['ratios'], Float64Array & { readonly length: 2 }>(true);
same<Kinds['speeds'], Uint32Array & { readonly length: 2 }>(true);
same<Kinds['points'], Point[][]>(true);
same<Kinds['pointed'], Point[]>(true);
same<Kinds['names'], string[]>(true);
same<Kinds['counted'], Uint16Array & { readonly length: 8 }>(true);
same<Kinds['counted_points'] | Kinds['allocated_points'] | Kinds['list'] | Kinds['queue'], Point[]>(true);
same<Kinds['allocated'], Uint32Array>(true);
same<Kinds['allocated_quads'], BigInt64Array>(true);
same<Kinds['allocated_flags'], boolean[]>(true);
same<Kinds['text'], string>(true);
same<Kinds['note'], string | null>(true);
same<Kinds['notes'], (string | null)[]>(true);
same<Kinds['point'] | Kinds['pointer'], Point>(true);
same<Kinds['maybe'], number | null>(true);
same<Kinds['maybe_point'] | Kinds['null_point'], Point | null>(true);
same<Kinds['maybe_array'], (Uint16Array & { readonly length: 4 }) | null>(true);
same<Kinds['told'], bigint>(true);
same<Kinds['u'], { case: 'number'; value: number } | { case: 'point'; value: Point } | { case: 'quad'; value: bigint }>(true);
same<Kinds['quads_list'], bigint[]>(true);
same<Kinds['timer'], bigint>(true);
k.time.tm_year = 70;
same<Kinds['fixed'] | Kinds['immutable'] | Kinds['defaulted'], number>(true);
same<typeof LIMIT, 16>(true);
same<typeof NANOSECONDS, 1000000000n>(true);
same<(typeof speed)['FAST'], 7>(true);
same<Speed, 0 | 7>(true);
same<Wide, 0n | 4294967296n>(true);
same<(typeof wide)['WIDE'], 4294967296n>(true);

// @ts-expect-error a number is no bigint
k.quad = 1;
// @ts-expect-error a number is no bigint
k.huge = 1;
// @ts-expect-error a number is no bigint
k.wide_bits = 1;
// @ts-expect-error a number is no bigint
k.wide = 1;
// @ts-expect-error a number is no bigint
k.timer = 1;
// @ts-expect-error a number is no bigint
k.quads[0] = 1;
// @ts-expect-error a number is no bigint
createKinds({ told: 1 });
// @ts-expect-error a bigint is no number
k.word = 1n;
// @ts-expect-error a number is no boolean
k.flag = 1;
// @ts-expect-error text is not null where it has a place of its own
k.text = null;
// @ts-expect-error a struct in place is always there
k.pointer = null;
// @ts-expect-error it may be null
k.maybe_point.x = 1;
// @ts-expect-error it may be null
k.maybe.toFixed();
// @ts-expect-error the case decides the value
k.u = { case: 'point', value: 3 };
// @ts-expect-error what is no case
k.u = { case: 'raw', value: new Uint8Array(8) };
viewPoint(new WebAssembly.Memory({ initial: 1 }), 0);
viewPoint(new ArrayBuffer(8), 0);
// @ts-expect-error a typed array is a part of a memory
viewPoint(new Uint8Array(8), 0);
// @ts-expect-error another length
k.bytes = new Uint8Array(15);
// @ts-expect-error another kind of numbers
k.grid = new Float32Array(6);
// @ts-expect-error a skipped field without a form is not in T
k.opaque;
// @ts-expect-error
k.callback;
// @ts-expect-error
k.unsupported;
// @ts-expect-error
k.unknown;
// @ts-expect-error
k.bare;
// @ts-expect-error no such field
k.nothing;
// @ts-expect-error no such enumerator
const none: Speed = 3;

// Hooks: exactly where something in reach is derived, and all of them.
const hooks: KindsHooks = { Level: ({ count }) => ({ level: count, full: count > 3 }) };
same<keyof KindsHooks, 'Level'>(true);
const image = saveKinds(k);
loadKinds(image, k, hooks);
decodeKinds(image, hooks);
loadPoint(image, createPoint());
decodePoint(image);
fromJson(visitKinds, toJson(visitKinds, k), null, hooks);
fromJson(visitPoint, '{}', null);
// @ts-expect-error hooks are missing
loadKinds(image, k);
// @ts-expect-error hooks are missing
decodeKinds(image);
// @ts-expect-error hooks are missing
fromJson(visitKinds, '{}', null);
// @ts-expect-error nothing is derived
loadPoint(image, createPoint(), hooks);
// @ts-expect-error a forgotten derived field
const half: LevelHooks = { Level: () => ({ level: 1 }) };
// @ts-expect-error a derived field of another type
const wrong: LevelHooks = { Level: () => ({ level: true, full: true }) };
// @ts-expect-error a forgotten hook
const empty: KindsHooks = {};
`;

const { dts, diagnostics } = compile(
  '/h/kinds.qidl.h',
  { target: 'wasm32' },
  memoryHost({ '/h/kinds.qidl.h': header }),
);

test('the header has no errors', () => {
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
});

test.for(typeScripts)('%s', (version) => {
  expect(typeErrors({ 'kinds.qidl.d.h.ts': dts, 'program.ts': program }, version)).toBe('');
});
