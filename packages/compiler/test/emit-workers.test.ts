// Images between threads. In: a module, in this thread and in a worker. Out: what module.md says of saveT and saveOwnT:
// own buffers are moved; shared ones are copied when they are posted, and lost with all results in them when transferred.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { emit, evaluate } from './emit-evaluate.ts';
import { array, field, i64, model, struct, u32, u8 } from './emit-models.ts';

const { code } = emit(model([struct('T', [field('a', u32), field('b', array(u8, 100)), field('c', i64)])]));
const m = evaluate(code);

/** Decodes what it is posted, counts up and posts an image of that, moved. */
const runtime = pathToFileURL(resolve(import.meta.dirname, '../../runtime/dist/codegen/v1.js')).href;
const worker = new Worker(
  new URL(
    `data:text/javascript,${encodeURIComponent(`${code.replace("'@qidl/runtime/codegen/v1'", `'${runtime}'`)}
import { parentPort } from 'node:worker_threads';
parentPort.on('message', (image) => {
  const value = decodeT(image);
  value.a++;
  const own = saveOwnT(value);
  parentPort.postMessage(own, [own.buffer]);
});`)}`,
  ),
);
afterAll(() => worker.terminate());

async function posted(image: Uint8Array, move: ArrayBuffer[] = []): Promise<Uint8Array> {
  worker.postMessage(image, move);
  const [answer] = (await once(worker, 'message')) as [Uint8Array];
  return answer;
}

const value = m.createT({ a: 1, b: new Uint8Array(100).fill(7), c: -5n });

test('an image with its own buffer is moved to a worker, and back', async () => {
  const own: Uint8Array<ArrayBuffer> = m.saveOwnT(value);
  expect(own.buffer.byteLength).toBe(own.length);
  const answer = await posted(own, [own.buffer]);
  expect(own.length).toBe(0);
  expect(m.decodeT(answer)).toEqual({ ...value, a: 2 });
});

test('an image in shared memory is copied when it is posted', async () => {
  const image: Uint8Array = m.saveT(value);
  expect(m.decodeT(await posted(image))).toEqual({ ...value, a: 2 });
  expect(m.decodeT(image)).toEqual(value);
});

test('transferring it takes all results in that memory along, and saves go on in other memory', async () => {
  const first: Uint8Array<ArrayBuffer> = m.saveT(value);
  const second: Uint8Array<ArrayBuffer> = m.saveT(value);
  expect(first.buffer).toBe(second.buffer);
  expect(m.decodeT(await posted(second, [second.buffer]))).toEqual({ ...value, a: 2 });
  expect([first.length, second.length]).toEqual([0, 0]);
  expect(() => m.decodeT(first)).toThrow('expected an image of 128 bytes, found 0 other bytes');
  expect(m.decodeT(m.saveT(value))).toEqual(value);
});

test('an image in a SharedArrayBuffer is seen by both', async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(256));
  const length: number = m.saveIntoT(value, shared, 8);
  expect(m.decodeT(await posted(shared.subarray(8, 8 + length)))).toEqual({ ...value, a: 2 });
});
