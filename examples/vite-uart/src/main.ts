// The page: a UART whose state is the struct of a C header, a world around it, and time.
//
// In:   serial.qidl.h. Out: a page on which everything about the device can be watched, changed, saved and restored.
// Rule: when the header changes, the new module takes over: the state is carried across by the names of its fields.
import { fromObject, toObject, type KeyedObject } from '@qidl/runtime';
import { SerialStateInfo, visitSerialState } from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { createUart, uartHooks } from 'uart-model/source';
import { dataPath } from './data-path.ts';
import { h, setText, type Part } from './dom.ts';
import { baud, duration, frameFormat } from './format.ts';
import { createHistory, goTo, record } from './history.ts';
import { interruptPanel } from './interrupts.ts';
import { boot, createMachine, resume, run, type Side } from './machine.ts';
import { registerPanel } from './registers.ts';
import { statePanel } from './state-panel.ts';
import { lineTerminal, programTerminal } from './terminals.ts';
import { timeline } from './timeline.ts';

/** How much slower than life the device's time goes by. 0: it stands still. */
const SPEEDS = [
  { label: 'Pause', slowdown: 0 },
  { label: '1 : 1000', slowdown: 1000 },
  { label: '1 : 100', slowdown: 100 },
  { label: '1 : 1', slowdown: 1 },
];
/** A frame that took longer than this, in ms, was a tab in the background. */
const LONGEST_FRAME = 100;

/** What outlives a change of the header. */
interface Kept {
  readonly state: KeyedObject;
  readonly fields: readonly string[];
  readonly sides: { readonly program: Side; readonly line: Side };
  readonly slowdown: number;
}

const uart = createUart();
const machine = createMachine(uart);
const history = createHistory();
let slowdown = 100;
const kept = import.meta.hot?.data.kept as Kept | undefined;
const notice = kept ? takeOver(kept) : '';
if (!kept) boot(machine);

function takeOver({ state, fields, sides, slowdown: speed }: Kept): string {
  Object.assign(machine, sides);
  slowdown = speed;
  const names = SerialStateInfo.fields.map(({ name }) => name);
  const list = (of: string[]): string => of.join(', ') || 'none';
  try {
    fromObject(visitSerialState, state, uart, uartHooks, { unknown: 'ignore', missing: 'keep' });
  } catch (error) {
    boot(machine);
    return `The header has changed, and the state does not fit any more: ${(error as Error).message}. Started anew.`;
  }
  const added = names.filter((name) => !fields.includes(name));
  const gone = fields.filter((name) => !names.includes(name));
  return `The header has changed, and the state was carried over. New fields: ${list(added)}; gone: ${list(gone)}.`;
}

// ---- The page ----

function speedControl(): HTMLElement {
  const choices = SPEEDS.map(({ label, slowdown: value }) => {
    const radio = h('input', { type: 'radio', name: 'speed', value: String(value), checked: value === slowdown });
    radio.addEventListener('change', () => {
      slowdown = value;
    });
    return h('label', {}, radio, h('span', { textContent: label }));
  });
  return h('fieldset', { className: 'segments', ariaLabel: 'Speed' }, ...choices);
}

function pause(): void {
  slowdown = 0;
  document.querySelector<HTMLInputElement>('input[name=speed][value="0"]')!.checked = true;
}

function themeButton(): HTMLElement {
  const button = h('button', {
    type: 'button',
    className: 'theme',
    textContent: '◐',
    title: 'Light or dark',
    ariaLabel: 'Light or dark',
  });
  const { style } = document.documentElement;
  button.addEventListener('click', () => {
    const dark = style.colorScheme ? style.colorScheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    style.colorScheme = dark ? 'light' : 'dark';
  });
  return button;
}

function masthead(): Part {
  const line = h('output', { name: 'line' });
  const clock = h('output', { name: 'clock' });
  return {
    element: h(
      'header',
      { className: 'masthead' },
      h('h1', {}, uart.name, h('small', { textContent: '16550A UART, as serial.qidl.h describes it' })),
      h('div', { className: 'facts' }, line, clock),
      speedControl(),
      themeButton(),
    ),
    render() {
      setText(line, `${baud(uart)} · ${frameFormat(uart)}`);
      setText(clock, duration(uart.now_ns));
    },
  };
}

const past = timeline(history, (position) => {
  pause();
  goTo(history, position, uart);
  resume(machine);
});
const parts = {
  masthead: masthead(),
  program: programTerminal(machine),
  path: dataPath(uart),
  interrupts: interruptPanel(uart),
  line: lineTerminal(machine),
  registers: registerPanel(uart),
  state: statePanel(uart, past, () => resume(machine)),
};

document
  .querySelector('#app')!
  .replaceChildren(
    parts.masthead.element,
    ...(notice ? [h('p', { className: 'notice', textContent: notice })] : []),
    h(
      'main',
      {},
      parts.program.element,
      h('div', { className: 'chip' }, parts.path.element, parts.interrupts.element),
      parts.line.element,
      parts.registers.element,
      parts.state.element,
    ),
  );

// ---- Time ----

let before = performance.now();
let frame = requestAnimationFrame(step);

function step(now: number): void {
  const elapsed = Math.min(LONGEST_FRAME, Math.max(0, now - before));
  before = now;
  if (slowdown > 0) run(machine, BigInt(Math.round((elapsed * 1e6) / slowdown)));
  record(history, uart);
  for (const part of Object.values(parts)) part.render();
  frame = requestAnimationFrame(step);
}

// ---- A new header ----

if (import.meta.hot) {
  import.meta.hot.accept();
  import.meta.hot.dispose((data) => {
    cancelAnimationFrame(frame);
    data.kept = {
      state: toObject(visitSerialState, uart),
      fields: SerialStateInfo.fields.map(({ name }) => name),
      sides: { program: machine.program, line: machine.line },
      slowdown,
    } satisfies Kept;
  });
}
