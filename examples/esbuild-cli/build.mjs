// Bundles the program: node build.mjs [--watch]
import { build, context } from 'esbuild';
import process from 'node:process';
import qidl from 'unplugin-qidl/esbuild';

const options = {
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/uart.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'info',
  // The header is in another folder of the workspace: the types' paths count from there.
  plugins: [qidl({ dts: { base: '../..' } })],
};

if (process.argv.includes('--watch')) {
  await (await context(options)).watch();
} else {
  await build(options);
}
