// The registers, bit by bit, under the names and with the comments that the header gives them.
//
// In:   a SerialState. Out: one panel; a click on a bit writes the register, as a program or the modem would.
// Rule: a name that the header no longer has does not compile.
import * as header from '../../../test-fixtures/headers/devices/serial.qidl.h';
import type { SerialState } from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { setLines, writeRegister } from 'uart-model/source';
import { h, setText, type Part } from './dom.ts';
import { baud, glyph, hex, interruptName } from './format.ts';

type Numbers<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T] & string;
type Constant = Numbers<typeof header> & `UART_${string}`;

interface Register {
  readonly name: string;
  readonly address: string;
  readonly field: Numbers<SerialState>;
  /** From bit 7 on: the constants that name them. */
  readonly bits?: readonly (Constant | null)[];
  /** For registers that are no set of bits: what the value means. */
  readonly meaning?: (s: SerialState) => string;
  /** What a click may change, and how. The others are the chip's to write. */
  readonly writable?: number;
  readonly write?: (s: SerialState, value: number) => void;
}

const at = (offset: number) => (s: SerialState, value: number) => writeRegister(s, offset, value);

// oxfmt-ignore
const registers: readonly Register[] = [
  { name: 'RBR', address: '0 read', field: 'rbr', meaning: (s) => glyph(s.rbr) },
  { name: 'THR', address: '0 write', field: 'thr', meaning: (s) => glyph(s.thr) },
  { name: 'DLL, DLM', address: '0, 1 with DLAB', field: 'divider', meaning: (s) => baud(s) },
  { name: 'IER', address: '1', field: 'ier', writable: header.UART_IER_MASK, write: at(header.UART_IER),
    bits: [null, null, null, null, 'UART_IER_MSI', 'UART_IER_RLSI', 'UART_IER_THRI', 'UART_IER_RDI'] },
  { name: 'IIR', address: '2 read', field: 'iir', meaning: (s) => interruptName(s.iir) },
  { name: 'FCR', address: '2 write', field: 'fcr', writable: 0xcf, write: at(header.UART_FCR),
    bits: ['UART_FCR_TRIGGER', 'UART_FCR_TRIGGER', null, null, 'UART_FCR_DMA', 'UART_FCR_CLEAR_XMIT', 'UART_FCR_CLEAR_RECV', 'UART_FCR_ENABLE'] },
  { name: 'LCR', address: '3', field: 'lcr', writable: 0xff, write: at(header.UART_LCR),
    bits: ['UART_LCR_DLAB', 'UART_LCR_BREAK', 'UART_LCR_STICK', 'UART_LCR_EVEN', 'UART_LCR_PARITY', 'UART_LCR_STOP', 'UART_LCR_WORD', 'UART_LCR_WORD'] },
  { name: 'MCR', address: '4', field: 'mcr', writable: header.UART_MCR_MASK, write: at(header.UART_MCR),
    bits: [null, null, null, 'UART_MCR_LOOP', 'UART_MCR_OUT2', 'UART_MCR_OUT1', 'UART_MCR_RTS', 'UART_MCR_DTR'] },
  { name: 'LSR', address: '5', field: 'lsr',
    bits: ['UART_LSR_FIFO_ERROR', 'UART_LSR_TEMT', 'UART_LSR_THRE', 'UART_LSR_BI', 'UART_LSR_FE', 'UART_LSR_PE', 'UART_LSR_OE', 'UART_LSR_DR'] },
  { name: 'MSR', address: '6', field: 'msr', writable: header.UART_MSR_LINES, write: setLines,
    bits: ['UART_MSR_DCD', 'UART_MSR_RI', 'UART_MSR_DSR', 'UART_MSR_CTS', 'UART_MSR_DDCD', 'UART_MSR_TERI', 'UART_MSR_DDSR', 'UART_MSR_DCTS'] },
  { name: 'SCR', address: '7', field: 'scr', writable: 0xff, write: at(header.UART_SCR),
    bits: Array<null>(8).fill(null) },
];

/** `UART_LSR_THRE` is `THRE` in its row. */
const label = (constant: Constant): string => constant.split('_').slice(2).join(' ');

/** The comment of the field in the header, without the register's own name in front. */
function comment(field: string): string {
  const doc = header.SerialStateInfo.fields.find(({ name }) => name === field)?.doc ?? '';
  const text = doc.slice(doc.indexOf(': ') + 1).trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The eight bits as buttons, their names below; neighbours of one name share it. */
function bitGrid(s: SerialState, { name, field, bits = [], write, writable = 0 }: Register): Part {
  const buttons = bits.map((constant, column) => {
    const mask = 0x80 >> column;
    const button = h('button', { type: 'button', disabled: (writable & mask) === 0 });
    button.ariaLabel = `${name} ${constant === null ? `bit ${7 - column}` : label(constant)}`;
    button.addEventListener('click', () => write?.(s, s[field] ^ mask));
    return button;
  });
  const names = bits.flatMap((constant, column) => {
    if (constant === null || constant === bits[column - 1]) return [];
    const element = h('span', { textContent: label(constant), title: constant });
    element.style.gridColumn = `${column + 1} / span ${bits.filter((other) => other === constant).length}`;
    return [element];
  });
  return {
    element: h('div', { className: 'bits' }, ...buttons, ...names),
    render() {
      for (const [column, button] of buttons.entries()) {
        const set = (s[field] & (0x80 >> column)) !== 0;
        setText(button, set ? '1' : '0');
        button.classList.toggle('set', set);
      }
    },
  };
}

function row(s: SerialState, register: Register): Part {
  const { name, address, field, bits, meaning } = register;
  const value = h('output', { className: 'value', name: field });
  const grid = bits ? bitGrid(s, register) : null;
  const says = h('span', { className: 'meaning' });
  const digits = field === 'divider' ? 4 : 2;
  return {
    element: h(
      'li',
      {},
      h(
        'div',
        { className: 'name' },
        h('b', { textContent: name }),
        h('span', { className: 'note', textContent: address }),
      ),
      value,
      grid?.element ?? says,
      h('p', { className: 'note', textContent: comment(field) }),
    ),
    render() {
      setText(value, hex(s[field], digits));
      grid?.render();
      if (meaning) setText(says, meaning(s));
    },
  };
}

export function registerPanel(s: SerialState): Part {
  const rows = registers.map((register) => row(s, register));
  return {
    element: h(
      'section',
      { className: 'panel registers' },
      h(
        'header',
        {},
        h('h2', { textContent: 'Registers' }),
        h('span', { className: 'note', textContent: 'click a bit to write it' }),
      ),
      h('ul', {}, ...rows.map(({ element }) => element)),
    ),
    render: () => rows.forEach((part) => part.render()),
  };
}
