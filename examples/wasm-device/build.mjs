// Bundles the program and the page: node build.mjs. With --serve the page is served, too.
import { build, context } from 'esbuild';
import qidl from 'unplugin-qidl/esbuild';

const options = {
  absWorkingDir: import.meta.dirname,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  sourcemap: true,
  logLevel: 'info',
  // `target` is what clang compiled uart.c for: the layout of the struct in its memory. wasm32 is the default.
  // The header is in another folder of the workspace: the types' paths count from there.
  plugins: [qidl({ target: 'wasm32', dts: { base: '../..' } })],
};

await build({ ...options, entryPoints: ['src/main.ts'], platform: 'node', target: 'node20' });
await build({ ...options, entryPoints: ['src/page.ts'], platform: 'browser', target: 'es2022' });

if (process.argv.includes('--serve')) {
  const server = await context({ ...options, entryPoints: ['src/page.ts'] });
  const { hosts, port } = await server.serve({ servedir: import.meta.dirname, host: '127.0.0.1' });
  console.log(`http://${hosts[0]}:${port}/`);
}
