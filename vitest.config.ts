import { configDefaults, defineConfig } from 'vitest/config';

// Two suites: `vitest run` needs nothing but Node; `vitest run --mode live` takes the *.live.test.ts
// files: long fuzzing, and comparisons with the gcc, clang and chromium of this machine.
export default defineConfig(({ mode }) => {
  const live = mode === 'live';
  const suffix = live ? '.live.test.ts' : '.test.ts';
  return {
    test: {
      include: ['packages/*/test', 'test-fixtures/test', 'examples/*/test'].map((dir) => `${dir}/**/*${suffix}`),
      exclude: live ? configDefaults.exclude : [...configDefaults.exclude, '**/*.live.test.ts'],
      // They end what hangs. What only waits for a machine that is busy with other work is no failure.
      testTimeout: live ? 3_600_000 : 300_000,
      hookTimeout: 300_000,
      maxWorkers: '100%',
    },
  };
});
