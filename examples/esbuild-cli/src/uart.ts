// A UART that lives in a file: node dist/uart.js <command>
//
// In:   a command and its arguments. Out: text for people; files that this program, in either format, reads again.
// Rule: exit status 0, 1 for a file that cannot be read or written, 2 for a command that makes no sense.
import { dump, StateError } from '@qidl/runtime';
import process from 'node:process';
import { createUart, receive, writeRegister } from 'uart-model/source';
import {
  UART_FCR,
  UART_FCR_ENABLE,
  visitSerialState,
  type SerialState,
} from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { readState, writeState } from './state-file.ts';

const usage = `usage: node dist/uart.js <command>

  show                  a UART fresh from the factory
  save FILE [TEXT]      such a UART that has received TEXT, into FILE
  load FILE             the UART in FILE
  receive FILE TEXT     lets TEXT arrive at the UART in FILE
  copy FROM TO          from one file into another, also from one format into the other

FILE is JSON if its name ends in .json, else an image.
`;

function arrive(uart: SerialState, text: string): void {
  for (const character of new TextEncoder().encode(text)) {
    receive(uart, character);
  }
}

async function store(file: string, uart: SerialState): Promise<string> {
  return `${file}: ${await writeState(file, uart)} bytes`;
}

/** Returns what to print; undefined if this is no command. */
async function run(command: string, args: readonly string[]): Promise<string | undefined> {
  const [first, second] = args;
  if (command === 'show' && args.length === 0) return dump(visitSerialState, createUart());
  if (command === 'load' && args.length === 1) return dump(visitSerialState, await readState(first!));
  if (command === 'copy' && args.length === 2) return store(second!, await readState(first!));
  if (command === 'receive' && args.length === 2) {
    const uart = await readState(first!);
    arrive(uart, second!);
    return store(first!, uart);
  }
  if (command === 'save' && (args.length === 1 || args.length === 2)) {
    const uart = createUart();
    writeRegister(uart, UART_FCR, UART_FCR_ENABLE);
    arrive(uart, second ?? 'hello');
    return store(first!, uart);
  }
  return undefined;
}

/** One line for what a user can do something about; anything else is a bug, and shows where. */
function explain(error: unknown): string | undefined {
  if (error instanceof StateError) return `this is no state of a UART: ${error.message}`;
  if (error instanceof Error && 'code' in error) return error.message;
  return undefined;
}

const [command = '', ...args] = process.argv.slice(2);
try {
  const output = await run(command, args);
  if (output === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    process.stdout.write(`${output.trimEnd()}\n`);
  }
} catch (error) {
  const line = explain(error);
  if (line === undefined) throw error;
  process.stderr.write(`uart: ${args[0]}: ${line}\n`);
  process.exitCode = 1;
}
