// Why the UART interrupts, and when it next will.
//
// In:   a SerialState. Out: one panel: the pin, the five reasons from the most urgent down, the clock and its timers.
// Rule: a reason counts if it is raised and enabled; the most urgent one is what IIR names.
import {
  SERIAL_TIMER_OFF,
  UART_IIR_ID,
  UART_TIMEOUT_CHARS,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { interrupts } from 'uart-model/source';
import { h, setText, type Part } from './dom.ts';
import { duration, interruptName } from './format.ts';

function pin(s: SerialState): Part {
  const state = h('output', { name: 'int_pending' });
  const element = h(
    'div',
    { className: 'pin' },
    h('span', { className: 'lamp' }),
    h('span', { textContent: 'INT' }),
    state,
  );
  return {
    element,
    render() {
      element.classList.toggle('on', s.int_pending);
      setText(state, s.int_pending ? 'raised' : 'quiet');
    },
  };
}

function reasons(s: SerialState): Part {
  const items = interrupts(s).map(({ id }) => h('li', {}, h('span', { className: 'lamp' }), interruptName(id)));
  return {
    element: h('ol', { className: 'reasons' }, ...items),
    render() {
      for (const [i, { id, enable, raised }] of interrupts(s).entries()) {
        const enabled = (s.ier & enable) !== 0;
        const named = enabled && raised && (s.iir & UART_IIR_ID) === id;
        items[i]!.className = [raised && 'raised', enabled && 'enabled', named && 'named'].filter(Boolean).join(' ');
        items[i]!.title = `${raised ? 'raised' : 'not raised'}, ${enabled ? 'enabled' : 'not enabled'} in IER`;
      }
    },
  };
}

/** A time that is to come, as what is left of `span`. */
function timer(label: string, expire: () => bigint, now: () => bigint, span: () => bigint): Part {
  const text = h('output');
  const bar = h('progress', { max: 1, value: 0, ariaLabel: label });
  return {
    element: h('div', { className: 'timer' }, h('span', { textContent: label }), text, bar),
    render() {
      const left = expire() - now();
      const runs = expire() !== SERIAL_TIMER_OFF && left >= 0n;
      setText(text, runs ? duration(left) : 'off');
      bar.value = runs && span() > 0n ? 1 - Math.min(1, Number(left) / Number(span())) : 0;
    },
  };
}

export function interruptPanel(s: SerialState): Part {
  const parts = [
    pin(s),
    reasons(s),
    timer(
      'character arrives',
      () => s.receive_expire,
      () => s.now_ns,
      () => s.char_time_ns,
    ),
    timer(
      'FIFO times out',
      () => s.fifo_timeout_expire,
      () => s.now_ns,
      () => BigInt(UART_TIMEOUT_CHARS) * s.char_time_ns,
    ),
  ];
  const [pinPart, reasonPart, ...timers] = parts.map(({ element }) => element);
  return {
    element: h(
      'section',
      { className: 'panel interrupts' },
      h('div', {}, pinPart!, reasonPart!),
      h('div', { className: 'timers' }, ...timers),
    ),
    render: () => parts.forEach((part) => part.render()),
  };
}
