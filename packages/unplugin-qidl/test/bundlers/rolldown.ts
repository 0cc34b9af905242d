import { readFileSync } from 'node:fs';
import { rolldown, watch, type InputOptions, type OutputOptions } from 'rolldown';
import type { Options } from '../../src/options.ts';
import qidl from '../../src/rolldown.ts';
import type { SmallProject } from '../project.ts';
import { createQueue } from '../queue.ts';
import { failed, ran, type Bundler, type Failure, type Outcome } from './bundler.ts';
import { failure } from './rollup.ts';

const settings = (project: SmallProject, options: Options | undefined, warnings: string[]): InputOptions => ({
  cwd: project.root,
  input: 'main.js',
  plugins: [qidl({ config: false, ...options })],
  onLog: (_level, { message, loc, id }) => void warnings.push(`${loc?.file ?? id}:${loc?.line ?? ''}: ${message}`),
});
const output = (project: SmallProject): OutputOptions => ({
  file: project.path('node_modules/.out/out.mjs'),
  format: 'es',
  sourcemap: 'inline',
});
const written = (project: SmallProject): string => readFileSync(project.path('node_modules/.out/out.mjs'), 'utf8');

export const rolldownBundler: Bundler = {
  name: 'Rolldown',
  hasPlaces: true,
  cannot: {
    'an include that appears where it is looked for first': 'rolldown/rolldown#10945',
    'an include that appears where it is looked for first, together with its folder': 'rolldown/rolldown#10945',
  },
  async build(project, options) {
    const warnings: string[] = [];
    try {
      const bundle = await rolldown(settings(project, options, warnings));
      await bundle.write(output(project));
      await bundle.close();
      return await ran(project, written(project), warnings);
    } catch (error) {
      return failed(failuresIn(error as Error));
    }
  },
  async watch(project, options) {
    const outcomes = createQueue<Outcome>();
    const warnings: string[] = [];
    const watcher = watch({ ...settings(project, options, warnings), output: output(project) });
    watcher.on('event', async (event) => {
      if (event.code === 'BUNDLE_END') {
        await event.result.close();
        outcomes.push(await ran(project, written(project), warnings.splice(0)));
      }
      if (event.code === 'ERROR') outcomes.push(failed(failuresIn(event.error)));
    });
    return { next: outcomes.next, stop: () => watcher.close() };
  },
};

/** Rolldown gathers errors in one, whose own message has the frames. */
export function failuresIn(error: Error & { errors?: Error[] }): Failure[] {
  return (error.errors ?? [error]).map(failure);
}
