// Plays a scenario on a UART.
//
// In:   the text of scenario.txt, and a UART, wherever it is implemented.
// Out:  the same lines with the answers that the UART gave: equal to the text if it behaves.
// Rule: scenario.txt says what the commands are; uart-scenario.c plays it natively.

export interface ScenarioUart {
  create(): void;
  reset(): void;
  write(offset: number, value: number): void;
  read(offset: number): number;
  receive(character: number, errors: number): void;
  feed(character: number): boolean;
  /** The next character sent, or -1. */
  transmit(): number;
  setLines(lines: number): void;
  tick(ns: bigint): void;
  /** The interrupt pin. */
  irq(): boolean;
}

const registers = new Map([
  ['RBR', 0],
  ['THR', 0],
  ['DLL', 0],
  ['IER', 1],
  ['DLM', 1],
  ['IIR', 2],
  ['FCR', 2],
  ['LCR', 3],
  ['MCR', 4],
  ['LSR', 5],
  ['MSR', 6],
  ['SCR', 7],
]);

function offsetOf(name: string): number {
  const offset = registers.get(name);
  if (offset === undefined) {
    throw new Error(`scenario: bad register '${name}'`);
  }
  return offset;
}

function answer(uart: ScenarioUart, command: string, a: string, b: string): string | undefined {
  switch (command) {
    case 'new':
      return void uart.create();
    case 'reset':
      return void uart.reset();
    case 'write':
      return void uart.write(offsetOf(a), Number.parseInt(b, 16));
    case 'read':
      return uart.read(offsetOf(a)).toString(16);
    case 'receive':
      return void uart.receive(Number.parseInt(a, 16), 0);
    case 'error':
      return void uart.receive(Number.parseInt(a, 16), Number.parseInt(b, 16));
    case 'feed':
      return uart.feed(Number.parseInt(a, 16)) ? '1' : '0';
    case 'transmit': {
      const sent = uart.transmit();
      return sent < 0 ? '-' : sent.toString(16);
    }
    case 'lines':
      return void uart.setLines(Number.parseInt(a, 16));
    case 'tick':
      return void uart.tick(BigInt(a));
    case 'irq':
      return uart.irq() ? '1' : '0';
    default:
      throw new Error(`scenario: bad command '${command}'`);
  }
}

export function playScenario(text: string, uart: ScenarioUart): string {
  const lines = text.split('\n').map((line) => {
    if (line === '' || line.startsWith('#')) {
      return line;
    }
    const asked = line.split(' = ')[0]!;
    const [command = '', a = '', b = ''] = asked.split(' ');
    const result = answer(uart, command, a, b);
    return result === undefined ? asked : `${asked} = ${result}`;
  });
  return lines.join('\n');
}
