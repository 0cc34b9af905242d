// The two people at the line: what each types, what each gets to see.
//
// In:   the machine. Out: two panels, for the ends of the data path.
// Rule: bytes are shown as the UTF-8 text they are; a sequence that is cut is shown as far as it goes.
import { h, setText, type Part } from './dom.ts';
import { typeIntoProgram, typeOnLine, type Machine, type Side } from './machine.ts';

const decoder = new TextDecoder();

function terminal(title: string, note: string, side: () => Side, send: (text: string) => void, ...more: Node[]): Part {
  const screen = h('output', { className: 'screen', ariaLabel: `${title}: received` });
  const waiting = h('span', { className: 'note' });
  const input = h('input', {
    name: title.toLowerCase(),
    placeholder: 'type, then Enter',
    autocomplete: 'off',
    spellcheck: false,
  });
  const form = h('form', {}, input, h('button', { type: 'submit', textContent: 'Send' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(`${input.value}\n`);
    input.value = '';
  });
  const element = h(
    'section',
    { className: 'panel terminal' },
    h('header', {}, h('h2', { textContent: title }), h('span', { className: 'note', textContent: note })),
    screen,
    form,
    h('footer', {}, ...more, waiting),
  );
  return {
    element,
    render() {
      const { shown, outgoing } = side();
      const before = screen.textContent;
      setText(screen, decoder.decode(new Uint8Array(shown)));
      if (screen.textContent !== before) screen.scrollTop = screen.scrollHeight;
      setText(waiting, outgoing.length > 0 ? `${outgoing.length} waiting` : '');
    },
  };
}

function toggle(label: string, title: string, checked: boolean, set: (on: boolean) => void): HTMLElement {
  const box = h('input', { type: 'checkbox', checked });
  box.addEventListener('change', () => set(box.checked));
  return h('label', { title }, box, label);
}

export function programTerminal(m: Machine): Part {
  const answers = toggle(
    'answers interrupts',
    'Off: the receive FIFO fills, times out, overruns.',
    m.attentive,
    (on) => {
      m.attentive = on;
    },
  );
  return terminal(
    'Program',
    'writes THR, reads RBR',
    () => m.program,
    (text) => typeIntoProgram(m, text),
    answers,
  );
}

export function lineTerminal(m: Machine): Part {
  const echoes = toggle('echoes', 'Sends back each character it gets.', m.echo, (on) => {
    m.echo = on;
  });
  return terminal(
    'Line',
    'the other end',
    () => m.line,
    (text) => typeOnLine(m, text),
    echoes,
  );
}
