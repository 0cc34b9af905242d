// webpack, and Rspack, which has its interface.

import { readFileSync } from 'node:fs';
import webpack from 'webpack';
import type { Options } from '../../src/options.ts';
import qidl from '../../src/webpack.ts';
import type { SmallProject } from '../project.ts';
import { createQueue } from '../queue.ts';
import { failed, ran, type Bundler, type Outcome } from './bundler.ts';

interface Stats {
  toJson(): { errors: { message: string }[]; warnings: { message: string }[] };
}
type Done = (error: Error | null, stats?: Stats) => void;
interface Compiler {
  run(done: Done): void;
  watch(options: object, done: Done): { close(done: () => void): void };
  close(done: () => void): void;
}

/** `create` is the bundler's main function, `plugin` our plugin for it. */
export function webpackLike(
  name: string,
  create: (settings: object) => Compiler,
  plugin: (options: Options) => unknown,
  cannot: Bundler['cannot'] = {},
): Bundler {
  const compilerFor = (project: SmallProject, options: Options = {}): Compiler =>
    create({
      mode: 'none',
      context: project.root,
      entry: './main.js',
      output: {
        path: project.path('node_modules/.out'),
        filename: 'out.mjs',
        library: { type: 'module' },
        module: true,
        chunkFormat: 'module',
      },
      experiments: { outputModule: true },
      target: 'es2022',
      devtool: 'inline-source-map',
      infrastructureLogging: { level: 'none' },
      plugins: [plugin({ config: false, ...options })],
    });

  const outcome = async (project: SmallProject, error: Error | null, stats?: Stats): Promise<Outcome> => {
    if (error !== null) return failed([{ text: error.message, place: null }]);
    const { errors, warnings } = stats!.toJson();
    if (errors.length > 0) return failed(errors.map(({ message }) => ({ text: message, place: null })));
    const code = readFileSync(project.path('node_modules/.out/out.mjs'), 'utf8');
    const messages = warnings.map(({ message }) => message);
    return ran(project, code, messages);
  };

  return {
    name,
    hasPlaces: false,
    cannot,
    build(project, options) {
      const compiler = compilerFor(project, options);
      return new Promise((resolve) => {
        compiler.run((error, stats) => compiler.close(() => resolve(outcome(project, error, stats))));
      });
    },
    async watch(project, options) {
      const outcomes = createQueue<Outcome>();
      const compiler = compilerFor(project, options);
      const watching = compiler.watch({ aggregateTimeout: 20 }, async (error, stats) =>
        outcomes.push(await outcome(project, error, stats)),
      );
      const stop = (): Promise<void> => new Promise((resolve) => watching.close(() => compiler.close(resolve)));
      return { next: outcomes.next, stop };
    },
  };
}

export const webpackBundler: Bundler = webpackLike('webpack', webpack as never, qidl);
