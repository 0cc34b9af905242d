// A header with a mistake, as somebody sees it in a real Chromium: the overlay, what it says, and that it goes.
//
// In:   a copy of the example. Out: what the page shows before, during and after the mistake.
// Rule: the device of the page outlives the mistake; a page that was opened during one comes to life after it.
import { readFile, rm, writeFile } from 'node:fs/promises';

import { chromium, type Browser, type Page } from 'playwright-core';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyExample, executablePath, headerOf, isMissing, serve, skipped } from './example.ts';

describe.skipIf(isMissing)(`a mistake in the header${skipped}`, () => {
  let folder: string;
  let server: ViteDevServer;
  let browser: Browser;
  let page: Page;
  let text: string;

  const overlay = () => page.locator('vite-error-overlay');
  const write = (header: string): Promise<void> => writeFile(headerOf(folder), header);
  const broken = (): string => text.replace('uint8_t scr;', 'uint8_t scr;\n    Frames bad_frames;\n    Frames *spare;');

  beforeAll(async () => {
    folder = await copyExample();
    text = await readFile(headerOf(folder), 'utf8');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = await serve(folder);
    page = await browser.newPage();
  });
  afterEach(async () => {
    await page.close();
    await server.close();
    await write(text);
  });

  async function expectOverlay(): Promise<void> {
    await overlay().waitFor();
    const said = await overlay().locator('.message').innerText();
    expect(said).toContain('QIDL4020');
    expect(said).toContain('help: include the header that declares Frames');
    const frame = await overlay().locator('.frame').innerText();
    expect(frame).toContain('Frames bad_frames;');
    expect(frame).toMatch(/^ +\| +\^/m);
    expect(frame).toContain('spare');
    expect(await overlay().locator('.file').first().innerText()).toMatch(/serial\.qidl\.h:\d+:\d+/);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/overlay.png` });
  }

  test('is shown with its frame, goes with the fix, and the device stays', async () => {
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.locator('input[name=speed][value="0"]').check({ force: true });
    await page.getByLabel('SCR bit 6').click();
    await page.locator('output[name=scr]', { hasText: '40' }).waitFor();

    await write(broken());
    await expectOverlay();
    await write(text.replace('uint8_t scr;', 'uint8_t scr;\n    /* New. */\n    uint32_t spare;'));
    await overlay().waitFor({ state: 'detached' });
    await page.locator('.fields tr', { hasText: 'spare' }).waitFor();
    expect(await page.locator('output[name=scr]').innerText()).toBe('40');
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/mended.png` });
  });

  test('is shown to a page that is opened during it, which then comes to life', async () => {
    await write(broken());
    await page.goto(server.resolvedUrls!.local[0]!);
    await expectOverlay();
    await write(text);
    await overlay().waitFor({ state: 'detached' });
    await page.locator('.registers').waitFor();
    expect(await page.locator('output[name=lsr]').innerText()).toBe('60');
  });
});
