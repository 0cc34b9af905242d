// The timer's behaviour; its state is the header's.

import type { Timer, TimerHooks } from './timer.qidl.h';

export const timerHooks: TimerHooks = { Timer: ({ count }) => ({ running: count > 0 }) };

export function start(timer: Timer, ticks: number): void {
  timer.count = ticks;
  timer.running = ticks > 0;
}

export function tick(timer: Timer): void {
  if (!timer.running) return;
  timer.count--;
  if (timer.count > 0) return;
  timer.expired++;
  start(timer, timer.reload);
}
