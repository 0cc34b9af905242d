import qidl from 'unplugin-qidl/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  // The header is in another folder of the workspace: the types' paths count from there.
  plugins: [qidl({ dts: { base: '../..' } })],
});
