// Bundles the program: node build.mjs
import { rspack } from '@rspack/core';
import { promisify } from 'node:util';
import qidl from 'unplugin-qidl/rspack';

const stats = await promisify(rspack)({
  context: import.meta.dirname,
  mode: 'production',
  devtool: 'source-map',
  target: 'node20',
  entry: './src/main.js',
  output: { filename: 'main.js', module: true, library: { type: 'module' } },
  plugins: [qidl()],
});
console.log(stats.toString({ preset: 'errors-warnings', colors: process.stdout.isTTY }));
process.exitCode = stats.hasErrors() ? 1 : 0;
