// The page, in a real Chromium: C runs in WebAssembly, its registers are live; saved while it runs, restored, and the
// memory grown. In: the sources; a chromium (CHROMIUM, or /usr/bin/chromium). Out: what somebody sees.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
const example = fileURLToPath(new URL('..', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** The files of the example. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here');
    const file = pathname === '/' ? '/index.html' : pathname;
    readFile(example + file).then(
      (bytes) => response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe.skipIf(missing)(`the page${missing ? ` (skipped: no chromium at ${executablePath})` : ''}`, () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  const shown = (name: string) => page.locator(`output[name=${name}]`).innerText();
  const received = async () => Number(await shown('received'));
  const scratch = async () =>
    Number.parseInt(await page.locator('tr', { hasText: 'SCR' }).locator('td').last().innerText(), 16);
  const press = (name: string) => page.locator(`button[name=${name}]`).click();
  const until = (condition: () => Promise<boolean>) => expect.poll(condition, { timeout: 20_000 }).toBe(true);

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: example });
    server = await serve();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1100, height: 620 } });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test('C runs, and its registers are live', async () => {
    await until(async () => (await shown('text')).includes('quick'));
    expect(await shown('struct')).toBe('232 bytes');
    const before = await scratch();
    await until(async () => (await scratch()) !== before);
  });

  test('a state saved while it runs is restored, and C goes on from it', async () => {
    await press('save');
    await until(async () => /^\d+ bytes$/.test(await shown('saved')));
    const then = await received();
    const text = await shown('text');
    await until(async () => (await received()) > then + 20);
    await press('run');
    await press('restore');
    await until(async () => (await received()) <= then + 1);
    expect((await shown('text')).startsWith(text.slice(0, 20))).toBe(true);
    await press('run');
    await until(async () => (await received()) > then + 5);
    // Nothing is lost or doubled: what has been read is the line, from its beginning.
    const line = 'The quick brown fox jumps over the lazy dog. '.repeat(20);
    const read = await shown('text');
    expect(line.startsWith(read)).toBe(true);
  });

  test('the memory grows under it', async () => {
    const [before, count] = [await shown('memory'), await received()];
    await press('grow');
    await until(async () => (await shown('memory')) !== before);
    await until(async () => (await received()) > count + 10);
    await press('save');
    await press('restore');
    await until(async () => (await received()) > count + 20);
    const line = 'The quick brown fox jumps over the lazy dog. '.repeat(40);
    expect(line).toContain((await shown('text')).slice(-100));
    expect(errors).toEqual([]);
    const picture = process.env.SCREENSHOT;
    if (picture !== undefined) await page.screenshot({ path: picture });
  });
});
