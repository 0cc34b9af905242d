// The committed uart.wasm, in Node.
//
// In:   uart.wasm, scenario.txt.
// Out:  what its exports answer, and what its SerialState holds then.
// Rule: the module imports nothing, is small, and behaves as the scenario says. State is read here by offsets
//       that clang gave, without the generated module: this test is about the C side alone.
import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, test } from 'vitest';

import { playScenario, type ScenarioUart } from './play-scenario.ts';

interface UartExports {
  memory: WebAssembly.Memory;
  uart_new(): number;
  uart_address(): number;
  uart_reset(): void;
  uart_write(offset: number, value: number): void;
  uart_read(offset: number): number;
  uart_receive(character: number): void;
  uart_receive_error(character: number, errors: number): void;
  uart_feed(character: number): number;
  uart_transmit(): number;
  uart_set_lines(lines: number): void;
  uart_tick(ns: bigint): void;
  uart_update_irq(): number;
}

const read = (name: string) => readFile(new URL(name, import.meta.url));

/** Offsets in SerialState for wasm32, as clang lays it out. */
const offsetOf = { label: 16, lsr: 45, divider: 48, int_pending: 118, incoming_count: 160, incoming: 164 };

describe('uart.wasm', () => {
  let bytes: Awaited<ReturnType<typeof read>>;
  let module: WebAssembly.Module;
  let uart: UartExports;

  const state = (): DataView => new DataView(uart.memory.buffer, uart.uart_address());

  beforeAll(async () => {
    bytes = await read('../uart.wasm');
    module = await WebAssembly.compile(bytes);
    const instance = await WebAssembly.instantiate(module, {});
    uart = instance.exports as unknown as UartExports;
  });

  test('imports nothing and is small', () => {
    expect(WebAssembly.Module.imports(module)).toEqual([]);
    expect(bytes.length).toBeLessThan(8192);
  });

  test('exports its memory and the UART', () => {
    const names = WebAssembly.Module.exports(module).map((e) => e.name);
    expect(names.toSorted()).toEqual([
      'memory',
      'uart_address',
      'uart_feed',
      'uart_new',
      'uart_read',
      'uart_receive',
      'uart_receive_error',
      'uart_reset',
      'uart_set_lines',
      'uart_tick',
      'uart_transmit',
      'uart_update_irq',
      'uart_write',
    ]);
  });

  test('behaves as the scenario says', async () => {
    const scenario = (await read('scenario.txt')).toString();
    const played: ScenarioUart = {
      create: () => void uart.uart_new(),
      reset: () => uart.uart_reset(),
      write: (offset, value) => uart.uart_write(offset, value),
      read: (offset) => uart.uart_read(offset),
      receive: (character, errors) => uart.uart_receive_error(character, errors),
      feed: (character) => uart.uart_feed(character) !== 0,
      transmit: () => uart.uart_transmit(),
      setLines: (lines) => uart.uart_set_lines(lines),
      tick: (ns) => uart.uart_tick(ns),
      irq: () => uart.uart_update_irq() !== 0,
    };
    expect(playScenario(scenario, played)).toBe(scenario);
  });

  test('keeps its state in memory, where it can be read and written', () => {
    expect(uart.uart_new()).toBe(uart.uart_address());
    const text = (at: number): string => {
      const all = new Uint8Array(uart.memory.buffer);
      return new TextDecoder().decode(all.subarray(at, all.indexOf(0, at)));
    };
    expect(text(uart.uart_address())).toBe('serial0');
    expect(text(state().getUint32(offsetOf.label, true))).toBe('host console');
    expect(state().getUint8(offsetOf.lsr)).toBe(0x60);
    expect(state().getUint16(offsetOf.divider, true)).toBe(12);

    uart.uart_write(1, 1);
    uart.uart_receive(0x41);
    expect(state().getUint8(offsetOf.int_pending)).toBe(1);
    state().setUint8(offsetOf.lsr, 0x60);
    expect(uart.uart_update_irq()).toBe(0);
    expect(state().getUint8(offsetOf.int_pending)).toBe(0);
  });

  test('takes a block from the back end until there is no more room', () => {
    uart.uart_new();
    for (let i = 0; i < 64; i++) {
      expect(uart.uart_feed(i)).toBe(1);
    }
    expect(uart.uart_feed(64)).toBe(0);
    expect(state().getUint32(offsetOf.incoming_count, true)).toBe(64);
    expect(state().getUint8(offsetOf.incoming + 63)).toBe(63);
  });

  test('lives on when its memory grows', () => {
    uart.uart_new();
    uart.uart_write(7, 0x5a);
    uart.memory.grow(1);
    expect(uart.uart_read(7)).toBe(0x5a);
    expect(uart.memory.buffer.byteLength).toBe(2 * 65536);
  });

  test.each([255, 17, 16])('a count or head of %i in its state leads nowhere else', (n) => {
    uart.uart_new();
    uart.uart_write(2, 1);
    const before = new Uint8Array(uart.memory.buffer).slice(0, uart.uart_address());
    for (const fifo of [52, 92]) {
      state().setUint8(fifo + 16, n);
      state().setUint8(fifo + 17, n);
    }
    state().setUint32(offsetOf.incoming_count, 64, true);
    for (let i = 0; i < 300; i++) {
      uart.uart_write(0, i);
      uart.uart_receive_error(i, 4);
      uart.uart_read(5);
      uart.uart_read(0);
      uart.uart_transmit();
    }
    uart.uart_tick(1_000_000_000n);
    expect(new Uint8Array(uart.memory.buffer).slice(0, uart.uart_address())).toEqual(before);
  });
});
