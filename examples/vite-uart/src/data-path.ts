// What characters pass through: the two FIFOs, cell by cell, the shift register, and what is still on the line.
//
// In:   a SerialState. Out: one panel.
// Rule: it looks at fields and never at registers: reading a register would change the chip.
import type { SerialFIFO, SerialState } from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { h, setText, type Part } from './dom.ts';
import { glyph, hex } from './format.ts';

/** How many of the incoming characters there is room to show. */
const INCOMING_SHOWN = 12;

function cell(): HTMLElement {
  return h('span', { className: 'cell' }, h('b'), h('i'));
}

function renderCell(element: HTMLElement, character: number | null, error = false): void {
  const [text, code] = element.children as unknown as [HTMLElement, HTMLElement];
  element.classList.toggle('full', character !== null);
  element.classList.toggle('bad', error);
  setText(text, character === null ? '' : glyph(character));
  setText(code, character === null ? '' : hex(character, 2));
}

function fifo(title: string, get: () => SerialFIFO, errors: () => Uint8Array | null): Part {
  const count = h('span', { className: 'note count' });
  const cells = Array.from(get().data, cell);
  const ring = h('div', { className: 'ring' }, ...cells);
  return {
    element: h('div', { className: 'fifo' }, h('header', {}, h('h3', { textContent: title }), count), ring),
    render() {
      const { data, head, count: used, trigger } = get();
      const size = data.length;
      for (const [slot, element] of cells.entries()) {
        const inUse = (slot - head + 2 * size) % size < used;
        renderCell(element, inUse ? data[slot]! : null, inUse && (errors()?.[slot] ?? 0) !== 0);
        element.classList.toggle('head', slot === head % size);
      }
      const level = errors() === null ? '' : ` · interrupts at ${trigger}`;
      setText(count, `${used} of ${size}${level}`);
    },
  };
}

export function dataPath(uart: SerialState): Part {
  const transmit = fifo(
    'Transmit FIFO',
    () => uart.xmit_fifo,
    () => null,
  );
  const receive = fifo(
    'Receive FIFO',
    () => uart.recv_fifo,
    () => uart.recv_errors,
  );
  const shift = cell();
  const incoming = Array.from({ length: INCOMING_SHOWN }, cell);
  const incomingCount = h('span', { className: 'note count' });

  return {
    element: h(
      'section',
      { className: 'panel path' },
      h(
        'div',
        { className: 'way' },
        transmit.element,
        h(
          'div',
          { className: 'fifo' },
          h('header', {}, h('h3', { textContent: 'TSR' })),
          h('div', { className: 'ring' }, shift),
        ),
      ),
      h('div', { className: 'way' }, receive.element),
      h(
        'div',
        { className: 'fifo arriving' },
        h('header', {}, h('h3', { textContent: 'On the line' }), incomingCount),
        h('div', { className: 'ring' }, ...incoming),
      ),
    ),
    render() {
      transmit.render();
      receive.render();
      renderCell(shift, uart.has_tsr ? uart.tsr : null);
      for (const [i, element] of incoming.entries()) {
        renderCell(element, i < uart.incoming_count ? uart.incoming[i]! : null);
      }
      setText(incomingCount, `${uart.incoming_count} of ${uart.incoming.length} handed over`);
    },
  };
}
