// The page, in a real Chromium, served by Vite's development server from a copy of the example and of its header.
//
// In:   the sources; a chromium (CHROMIUM, or /usr/bin/chromium).
// Out:  what somebody sees who types, saves, changes, restores, rewinds, edits the header.
// Rule: nothing is written to the browser's console that is an error.
import { readFile, rm, writeFile } from 'node:fs/promises';

import { chromium, type Browser, type Page } from 'playwright-core';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyExample, executablePath, headerOf, isMissing, serve, skipped } from './example.ts';

describe.skipIf(isMissing)(`the page${skipped}`, () => {
  let folder: string;
  let server: ViteDevServer;
  let browser: Browser;
  let page: Page;
  let errors: string[];

  const header = (): string => headerOf(folder);
  const output = (name: string) => page.locator(`output[name=${name}]`);
  const text = (selector: string) => page.locator(selector).innerText();
  const type = async (side: 'program' | 'line', words: string): Promise<void> => {
    await page.fill(`input[name=${side}]`, words);
    await page.press(`input[name=${side}]`, 'Enter');
  };
  const eventually = (selector: string, words: string) => page.locator(selector, { hasText: words }).waitFor();
  const speed = (slowdown: number) => page.locator(`input[name=speed][value="${slowdown}"]`).check({ force: true });

  beforeAll(async () => {
    folder = await copyExample();
    server = await serve(folder);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    errors = [];
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForSelector('.registers');
  });

  afterEach(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });

  test('text goes out on the line, comes back as an echo, and the registers follow', async () => {
    await type('program', 'Hello');
    await page.waitForFunction(() => document.querySelector('output[name=lsr]')!.textContent !== '60');
    await eventually('.terminal:has(input[name=line]) .screen', 'Hello');
    await eventually('.terminal:has(input[name=program]) .screen', 'Hello');
    await page.waitForFunction(() => document.querySelector('output[name=lsr]')!.textContent === '60');
    expect(await output('ier').innerText()).toBe('0d');
  });

  test('save, change, restore: from the image and from edited JSON', async () => {
    await speed(0);
    await page.getByLabel('SCR bit 0').click();
    await eventually('output[name=scr]', '01');
    await page.click('button:text-is("Save")');
    expect(await output('message').innerText()).toMatch(/^Saved at .*: image \d+ bytes, JSON \d+ bytes\.$/);

    await page.getByLabel('SCR bit 7').click();
    await eventually('output[name=scr]', '81');
    await eventually('.fields .changed', 'scr');
    await page.click('button:text-is("Restore")');
    await eventually('output[name=scr]', '01');
    expect(await page.locator('.fields .changed').count()).toBe(0);

    await page.click('[role=tab]:text-is("JSON")');
    const json = await page.inputValue('textarea');
    await page.fill('textarea', json.replace('"scr": 1', '"scr": 66'));
    await page.click('button:text-is("Restore")');
    await eventually('output[name=scr]', '42');

    await page.fill('textarea', json.replace('"scr": 1', '"scr": 256'));
    await page.click('button:text-is("Restore")');
    await eventually('.message.bad', 'SerialState.scr: expected an integer from 0 to 255, found 256');
    expect(await output('scr').innerText()).toBe('42');
  });

  test('the image changes where the state does', async () => {
    await speed(0);
    await page.click('[role=tab]:text-is("Image")');
    await page.click('button:text-is("Save")');
    await page.getByLabel('SCR bit 4').click();
    await eventually('.dump .changed', '10');
    expect(await page.locator('.dump .changed').count()).toBe(1);
  });

  test('the past can be lived again, and otherwise', async () => {
    await type('line', 'abc');
    await eventually('.terminal:has(input[name=program]) .screen', 'abc');
    const slider = page.locator('input[name=history]');
    const last = Number(await slider.getAttribute('max'));
    expect(last).toBeGreaterThan(3);
    await slider.fill('0');
    await eventually('output[name=moment]', ' of ');
    expect(await output('lsr').innerText()).toBe('60');
    expect(await page.locator('input[name=speed][value="0"]').isChecked()).toBe(true);

    await page.getByLabel('SCR bit 3').click();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=history]')!.max === '1');
  });

  test('an unread FIFO overruns, and says so', async () => {
    await page.getByText('answers interrupts').click();
    await type('line', 'more than sixteen characters');
    await speed(1);
    await page.waitForFunction(() => document.querySelector('[aria-label="LSR OE"]')!.textContent === '1');
    expect(await text('.pin')).toContain('raised');
  });

  test('an edit of the header keeps the state', async () => {
    await speed(0);
    await page.getByLabel('SCR bit 6').click();
    await eventually('output[name=scr]', '40');
    const before = await readFile(header(), 'utf8');
    try {
      await writeFile(
        header(),
        before.replace('uint8_t scr;', 'uint8_t scr;\n    /* New. */\n    uint32_t spare q_default(7);'),
      );
      await eventually('.notice', 'New fields: spare; gone: none.');
      await eventually('.fields tr', 'spare');
      expect(await output('scr').innerText()).toBe('40');
    } finally {
      await writeFile(header(), before);
      await eventually('.notice', 'gone: spare.');
    }
    expect(await output('scr').innerText()).toBe('40');
  });
});
