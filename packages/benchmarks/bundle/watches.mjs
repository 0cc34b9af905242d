// From an edit to what a bundler made of it. In: a folder, and which module is edited. Out: milliseconds.
// Rule: both edits change one number in a module of the same text; one is in a header, the other in a plain file.

import { context } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from 'rollup';
import esbuildQidl from 'unplugin-qidl/esbuild';
import rollupQidl from 'unplugin-qidl/rollup';
import viteQidl from 'unplugin-qidl/vite';
import { createServer } from 'vite';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Something to wait for, again and again. */
function signal() {
  let wake = () => {};
  return { next: () => new Promise((resolve) => (wake = resolve)), ring: () => wake() };
}

async function watchEsbuild(root, main, plugins) {
  const built = signal();
  const observer = { name: 'observer', setup: (build) => build.onEnd(() => built.ring()) };
  const first = built.next();
  const running = await context({
    absWorkingDir: root,
    entryPoints: [main],
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [...plugins, observer],
  });
  await running.watch();
  await first;
  return { next: built.next, stop: () => running.dispose() };
}

async function watchRollup(root, main, plugins) {
  const built = signal();
  const first = built.next();
  const watcher = watch({
    input: join(root, main),
    external: /^@qidl\/runtime/,
    plugins,
    watch: { skipWrite: true },
    onLog: () => {},
  });
  watcher.on('event', (event) => {
    event.result?.close();
    if (event.code === 'END') built.ring();
  });
  await first;
  return { next: built.next, stop: () => watcher.close() };
}

/** Until the page could have the module: told of the update, it asks. */
async function watchVite(root, main, plugins, file) {
  const told = signal();
  const observer = { name: 'observer', enforce: 'post', hotUpdate: () => told.ring() };
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false },
    plugins: [...plugins, observer],
  });
  const { client } = server.environments;
  const ask = (url) => client.transformRequest(url);
  await ask(`/${main}`);
  await ask(`/${file}`);
  await pause(500);
  return {
    next: async () => {
      await told.next();
      await ask(`/${file}`);
    },
    stop: () => server.close(),
  };
}

const kinds = {
  esbuild: [watchEsbuild, esbuildQidl],
  Rollup: [watchRollup, rollupQidl],
  Vite: [watchVite, viteQidl],
};
export const watchers = Object.keys(kinds);

/** The median time from writing to the update, over `rounds` edits. */
export async function watchTime(kind, root, isHeader, rounds) {
  process.chdir(root);
  const [start, qidl] = kinds[kind];
  const file = isHeader ? 'dev0.qidl.h' : 'dev0.js';
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const watching = await start(root, isHeader ? 'main.js' : 'plain.js', isHeader ? [qidl()] : [], file);
  const times = [];
  try {
    for (let round = 0; round < rounds; round++) {
      await pause(200);
      const edited = text.replace(/DEV0_ID( = )? ?0/, `DEV0_ID$1 ${round + 1}`);
      const updated = watching.next();
      const begin = performance.now();
      writeFileSync(path, edited);
      await updated;
      times.push(performance.now() - begin);
    }
  } finally {
    writeFileSync(path, text);
    await watching.stop();
  }
  return times;
}
