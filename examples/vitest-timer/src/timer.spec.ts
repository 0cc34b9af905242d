// A device is tested like anything else: the tests import its header.

import { equals, fromJson, toJson } from '@qidl/runtime';
import { describe, expect, test } from 'vitest';
import { createTimer, loadTimer, saveOwnTimer, visitTimer } from './timer.qidl.h';
import { start, tick, timerHooks } from './timer.ts';

describe('a timer', () => {
  test('stops at 0', () => {
    const timer = createTimer();
    start(timer, 2);
    for (let i = 0; i < 5; i++) tick(timer);
    expect(timer).toEqual({ count: 0, reload: 0, expired: 1n, running: false });
  });

  test('begins again', () => {
    const timer = createTimer({ reload: 3 });
    start(timer, 3);
    for (let i = 0; i < 7; i++) tick(timer);
    expect(timer).toMatchObject({ count: 2, expired: 2n, running: true });
  });

  test('goes on where it was saved', () => {
    const timer = createTimer({ reload: 10 });
    start(timer, 4);
    const image = saveOwnTimer(timer);
    const json = toJson(visitTimer, timer);
    for (let i = 0; i < 20; i++) tick(timer);
    const other = fromJson(visitTimer, json, null, timerHooks);
    for (let i = 0; i < 20; i++) tick(other);
    expect(equals(visitTimer, timer, other)).toBe(true);
    expect(loadTimer(image, timer, timerHooks)).toEqual({ count: 4, reload: 10, expired: 0n, running: true });
  });
});
