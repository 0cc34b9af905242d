// Bundles the program: node build.mjs
import { build } from 'esbuild';
import qidl from 'unplugin-qidl/esbuild';

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'info',
  // `target` is what clang compiled uart.c for: the layout of the struct in its memory. wasm32 is the default.
  // The header is in another folder of the workspace: the types' paths count from there.
  plugins: [qidl({ target: 'wasm32', dts: { base: '../..' } })],
});
