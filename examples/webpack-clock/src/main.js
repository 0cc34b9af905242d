// A clock that is stopped, written down as JSON, and goes on in another one.
//
// In:   nothing. Out: what both clocks show.
// Rule: what the header calls derived is computed after a load; a program that forgets it does not compile.
import { dump, fromJson, toJson } from '@qidl/runtime';
import { createClock, loadClock, saveClock, visitClock } from './clock.qidl.h';

/** @param {import('./clock.qidl.h').Clock} clock */
const show = ({ hours, minutes, seconds, ringing }) =>
  `${[hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':')}${ringing ? ' (alarm)' : ''}`;

/** @param {Pick<import('./clock.qidl.h').Clock, 'hours' | 'minutes' | 'seconds' | 'alarm'>} clock */
const isAlarm = ({ hours, minutes, seconds, alarm }) =>
  [hours, minutes, seconds].every((part, index) => alarm[index] === 255 || alarm[index] === part);

/** @param {import('./clock.qidl.h').Clock} clock */
function tick(clock) {
  clock.seconds = (clock.seconds + 1) % 60;
  if (clock.seconds === 0) clock.minutes = (clock.minutes + 1) % 60;
  if (clock.seconds === 0 && clock.minutes === 0) clock.hours = (clock.hours + 1) % 24;
  clock.ringing = isAlarm(clock);
}

/** @type {import('./clock.qidl.h').ClockHooks} */
const hooks = { Clock: (clock) => ({ ringing: isAlarm(clock) }) };

const clock = createClock({ hours: 6, minutes: 59, seconds: 58 });
clock.alarm.set([7, 0, 0]);
tick(clock);
tick(clock);
console.log(`first:  ${show(clock)}`);

const second = fromJson(visitClock, toJson(visitClock, clock), null, hooks);
console.log(`second: ${show(second)}`);
tick(second);
console.log(`later:  ${show(second)}`);

loadClock(saveClock(clock), second, hooks);
console.log(`back:   ${show(second)}`);
console.log(dump(visitClock, second));
