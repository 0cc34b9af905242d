import { transform } from 'esbuild';
import qidl from 'unplugin-qidl/rollup';

/** Removes the types; tsc checks them and writes the .d.ts files. */
const typescript = {
  name: 'typescript',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const { code: output, map } = await transform(code, {
      loader: 'ts',
      sourcemap: true,
      sourcefile: id,
      target: 'es2022',
    });
    return { code: output, map };
  },
};

export default {
  input: 'src/index.ts',
  output: { dir: 'dist', format: 'es', sourcemap: true },
  // A dependency of the library, not a part of it.
  external: /^@qidl\/runtime/,
  // The header is in another folder of the workspace: the types' paths count from there.
  plugins: [qidl({ dts: { base: '../..' } }), typescript],
};
