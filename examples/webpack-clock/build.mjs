// Bundles the program: node build.mjs
import { promisify } from 'node:util';
import qidl from 'unplugin-qidl/webpack';
import webpack from 'webpack';

const stats = await promisify(webpack)({
  context: import.meta.dirname,
  mode: 'production',
  devtool: 'source-map',
  target: 'node20',
  entry: './src/main.js',
  experiments: { outputModule: true },
  output: { filename: 'main.js', module: true, library: { type: 'module' } },
  plugins: [qidl()],
});
console.log(stats.toString({ preset: 'errors-warnings', colors: process.stdout.isTTY }));
process.exitCode = stats.hasErrors() ? 1 : 0;
