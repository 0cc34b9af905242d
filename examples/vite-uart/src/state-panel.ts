// The state itself: every field with its role, the JSON, the image byte by byte; and Save and Restore.
//
// In:   a SerialState and the history of it. Out: one panel.
// Rule: the fields and all that is said of them come from SerialStateInfo, none is named here. What differs from the
//       saved state is marked, in the fields and in the bytes.
import { diff, type FieldInfo } from '@qidl/runtime';
import {
  saveSerialState,
  SerialStateInfo,
  visitSerialState,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { h, setText, type Part } from './dom.ts';
import { duration, hex, size } from './format.ts';
import { restoreImage, restoreJson, save, type Saved } from './saved.ts';

/** Bytes per line of the dump, and of the image's header. */
const DUMP_WIDTH = 16;
const HEADER_SIZE = 16;

interface View extends Part {
  readonly name: string;
  /** What Restore does while this view is shown. */
  restore(saved: Saved): void;
  /** A state was saved. */
  take(saved: Saved): void;
}

// ---- Fields ----

/** `head 3 · count 5` of a struct, `68 69` of bytes. */
function shown(value: unknown): string {
  if (value instanceof Uint8Array) return Array.from(value, (byte) => hex(byte, 2)).join(' ');
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name} ${shown(member)}`)
    .join(' · ');
}

function fieldRow(uart: SerialState, { name, role, reason, ctype, doc }: FieldInfo): Part & { readonly name: string } {
  const value = h('td', { className: 'value' });
  const element = h(
    'tr',
    { title: doc ?? '' },
    h('th', { scope: 'row', textContent: name }),
    value,
    h('td', { className: `role ${role}`, textContent: role, title: reason }),
    h('td', { className: 'type', textContent: ctype }),
  );
  return {
    name,
    element,
    render() {
      // Pointers of C's are no part of the object.
      setText(value, name in uart ? shown(uart[name as keyof SerialState]) : '–');
    },
  };
}

function fieldsView(uart: SerialState): View {
  const rows = SerialStateInfo.fields.map((field) => fieldRow(uart, field));
  let twin: SerialState | null = null;
  return {
    name: 'Fields',
    element: h('table', { className: 'fields' }, h('tbody', {}, ...rows.map(({ element }) => element))),
    restore: (saved) => restoreImage(saved, uart),
    take(saved) {
      twin = saved.twin;
    },
    render() {
      const changes = twin ? diff(visitSerialState, twin, uart) : [];
      // A pointer is `/recv_fifo/data/3`.
      const changed = new Set(changes.map(({ pointer }) => pointer.split('/')[1]));
      for (const { name, element, render } of rows) {
        render();
        element.classList.toggle('changed', changed.has(name));
      }
    },
  };
}

// ---- JSON ----

function jsonView(uart: SerialState): View {
  const text = h('textarea', {
    name: 'json',
    spellcheck: false,
    ariaLabel: 'The saved state as JSON',
    placeholder: 'Save, edit here, Restore.',
  });
  return {
    name: 'JSON',
    element: text,
    restore: () => restoreJson(text.value, uart),
    take(saved) {
      text.value = saved.json;
    },
    render() {},
  };
}

// ---- Image ----

function imageView(uart: SerialState): View {
  const offsets = h('pre', { className: 'offsets' });
  const dump = h('div', { className: 'dump' });
  let saved: Uint8Array | null = null;
  return {
    name: 'Image',
    element: h('div', { className: 'image' }, offsets, dump),
    restore: (state) => restoreImage(state, uart),
    take({ image }) {
      saved = image;
    },
    render() {
      const image = saveSerialState(uart);
      while (dump.childElementCount > image.length) dump.lastElementChild!.remove();
      while (dump.childElementCount < image.length) dump.append(h('span'));
      setText(
        offsets,
        Array.from({ length: Math.ceil(image.length / DUMP_WIDTH) }, (_, i) => hex(i * DUMP_WIDTH, 3)).join('\n'),
      );
      for (const [i, byte] of image.entries()) {
        const span = dump.children[i] as HTMLElement;
        setText(span, hex(byte, 2));
        span.className = i < HEADER_SIZE ? 'head' : saved && saved[i] !== byte ? 'changed' : byte === 0 ? 'zero' : '';
      }
    },
  };
}

// ---- The panel ----

function tabs(views: readonly View[], choose: (view: View) => void): HTMLElement {
  const buttons = views.map((view) => h('button', { type: 'button', role: 'tab', textContent: view.name }));
  const select = (chosen: number): void => {
    for (const [i, button] of buttons.entries()) {
      button.ariaSelected = String(i === chosen);
      views[i]!.element.hidden = i !== chosen;
    }
    choose(views[chosen]!);
  };
  for (const [i, button] of buttons.entries()) button.addEventListener('click', () => select(i));
  select(0);
  return h('div', { className: 'tabs', role: 'tablist' }, ...buttons);
}

/** `restored`: the state has been replaced. */
export function statePanel(uart: SerialState, past: Part, restored: () => void): Part {
  const views = [fieldsView(uart), jsonView(uart), imageView(uart)];
  let view = views[0]!;
  let saved: Saved | null = null;
  const message = h('output', { className: 'message', name: 'message', textContent: 'Nothing saved yet.' });
  const restoreButton = h('button', { type: 'button', textContent: 'Restore', disabled: true });
  const saveButton = h('button', { type: 'button', textContent: 'Save', className: 'primary' });

  const say = (text: string, bad = false): void => {
    setText(message, text);
    message.classList.toggle('bad', bad);
  };
  saveButton.addEventListener('click', () => {
    saved = save(uart);
    for (const each of views) each.take(saved);
    restoreButton.disabled = false;
    const jsonSize = new TextEncoder().encode(saved.json).length;
    say(`Saved at ${duration(saved.now)}: image ${size(saved.image.length)}, JSON ${size(jsonSize)}.`);
  });
  restoreButton.addEventListener('click', () => {
    try {
      view.restore(saved!);
      restored();
      say(`Restored from ${view.name === 'JSON' ? 'JSON' : 'the image'}: it is ${duration(uart.now_ns)} again.`);
    } catch (error) {
      say((error as Error).message, true);
    }
  });

  const tabList = tabs(views, (chosen) => {
    view = chosen;
  });
  return {
    element: h(
      'section',
      { className: 'panel state' },
      h(
        'header',
        {},
        h('h2', { textContent: 'State' }),
        tabList,
        h('div', { className: 'actions' }, restoreButton, saveButton),
      ),
      message,
      past.element,
      h('div', { className: 'views' }, ...views.map(({ element }) => element)),
    ),
    render() {
      past.render();
      view.render();
    },
  };
}
