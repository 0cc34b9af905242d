import qidl from 'unplugin-qidl/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [qidl()],
  test: { include: ['src/**/*.spec.ts'] },
});
