// Bundles the program: node build.mjs
import { build } from 'rolldown';
import qidl from 'unplugin-qidl/rolldown';

await build({
  cwd: import.meta.dirname,
  input: 'src/main.ts',
  platform: 'node',
  output: { file: 'dist/main.js', sourcemap: true },
  plugins: [qidl()],
});
