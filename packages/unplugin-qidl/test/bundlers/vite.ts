// Vite is watched as a page does it: over HTTP and its web socket. What the page gets is JavaScript for browsers; the
// same server runs it for Node, as SSR does.

import type { AddressInfo } from 'node:net';
import { build, createServer, type InlineConfig, type Logger, type Rolldown, type ViteDevServer } from 'vite';
import type { Options } from '../../src/options.ts';
import qidl from '../../src/vite.ts';
import { connectHmr, type HmrClient } from '../hmr-client.ts';
import type { SmallProject } from '../project.ts';
import { failed, ran, type Bundler, type Outcome } from './bundler.ts';
import { failuresIn } from './rolldown.ts';
import { failure } from './rollup.ts';

const settings = (project: SmallProject, options: Options | undefined, warnings: string[]): InlineConfig => ({
  root: project.root,
  configFile: false,
  logLevel: 'warn',
  customLogger: collecting(warnings),
  plugins: [qidl({ config: false, ...options })],
});

function collecting(warnings: string[]): Logger {
  const ignore = (): void => {};
  const warn = (message: string): void => void warnings.push(message);
  return {
    info: ignore,
    warn,
    warnOnce: warn,
    error: ignore,
    clearScreen: ignore,
    hasErrorLogged: () => false,
    hasWarned: false,
  };
}

export const viteBundler: Bundler = {
  name: 'Vite',
  hasPlaces: true,
  cannot: {},
  async build(project, options) {
    const warnings: string[] = [];
    try {
      const result = await build({
        ...settings(project, options, warnings),
        build: {
          write: false,
          minify: false,
          sourcemap: 'inline',
          lib: { entry: 'main.js', formats: ['es'], fileName: 'out' },
        },
      });
      const [{ output }] = result as Rolldown.RolldownOutput[];
      return await ran(project, output[0].code, warnings);
    } catch (error) {
      return failed(failuresIn(error as Error));
    }
  },
  async watch(project, options) {
    const page = await openPage(project, options);
    let isFirst = true;
    return {
      async next(patience) {
        if (!isFirst && (await page.update(patience)) === null) return null;
        isFirst = false;
        return page.load();
      },
      stop: () => page.close(),
    };
  },
};

export interface Page {
  /** The type of the next message that makes a page load something; null when none comes. */
  update(patience: number): Promise<'update' | 'full-reload' | null>;
  /** Requests the modules, as a page does after an update or a reload; the outcome has the exports of `module`, the entry. */
  load(module?: string): Promise<Outcome>;
  readonly server: ViteDevServer;
  close(): Promise<void>;
}

export async function openPage(project: SmallProject, options?: Options, more: InlineConfig = {}): Promise<Page> {
  const warnings: string[] = [];
  const server = await createServer({
    ...settings(project, options, warnings),
    ...more,
    server: { port: 0, ...more.server },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  const hmr = await connectHmr(port, server.config.webSocketToken);
  return {
    server,
    async update(patience) {
      const message = await messageOf(hmr, ['update', 'full-reload'], patience);
      return message === null ? null : (message.type as 'update' | 'full-reload');
    },
    async load(module = '/main.js') {
      if (await requestAll(`http://localhost:${port}`)) {
        const exports = (await server.ssrLoadModule(module)) as Record<string, unknown>;
        return { exports, failures: [], warnings: warnings.splice(0), code: '' };
      }
      const message = await messageOf(hmr, ['error'], 10_000);
      return failed([failure(message!.err as Error)]);
    },
    async close() {
      hmr.close();
      await server.close();
    },
  };
}

async function messageOf(hmr: HmrClient, types: readonly string[], patience: number) {
  for (;;) {
    const message = await hmr.messages.next(patience);
    if (message === null || types.includes(message.type)) return message;
  }
}

/** Requests the entry and all it imports; false when the server has an error for one of them. */
async function requestAll(origin: string): Promise<boolean> {
  const wanted = new Set(['/main.js']);
  for (const path of wanted) {
    const response = await fetch(origin + path);
    const text = await response.text();
    if (!response.ok) return false;
    for (const [, imported] of text.matchAll(/(?:from|import)\s*"(\/[^"]+)"/g)) wanted.add(imported);
  }
  return true;
}
