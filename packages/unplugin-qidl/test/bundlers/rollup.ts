import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { rollup, watch, type Plugin, type RollupError, type RollupLog, type RollupOptions } from 'rollup';
import type { Options } from '../../src/options.ts';
import qidl from '../../src/rollup.ts';
import type { SmallProject } from '../project.ts';
import { createQueue } from '../queue.ts';
import { failed, ran, type Bundler, type Failure, type Outcome } from './bundler.ts';

/** Rollup itself finds no packages; this does, as far as these projects need it. */
const resolvePackages: Plugin = {
  name: 'resolve-packages',
  resolveId(source, importer) {
    if (/^[./]/.test(source) || importer === undefined) return null;
    const [, scope = '', name, path] = /^(@[^/]+\/)?([^/]+)\/(.+)$/.exec(source)!;
    for (let folder = dirname(importer); folder !== dirname(folder); folder = dirname(folder)) {
      const found = `${folder}/node_modules/${scope}${name}`;
      if (existsSync(found)) return realpathSync(/\.\w+$/.test(path) ? `${found}/${path}` : `${found}/dist/${path}.js`);
    }
    return null;
  },
};

function settings(project: SmallProject, options: Options | undefined, warnings: string[]): RollupOptions {
  // Rollup's project is the working folder.
  process.chdir(project.root);
  return {
    input: 'main.js',
    plugins: [resolvePackages, qidl({ config: false, ...options })],
    onLog: (_level, { message }: RollupLog) => void warnings.push(message),
  };
}

/** What both builds of Rollup's family give. */
interface Bundle {
  generate(output: { format: 'es'; sourcemap: 'inline' }): Promise<{ output: [{ code: string }, ...unknown[]] }>;
  close(): Promise<void>;
}

export async function bundled(project: SmallProject, bundle: Bundle, warnings: readonly string[]): Promise<Outcome> {
  const { output } = await bundle.generate({ format: 'es', sourcemap: 'inline' });
  await bundle.close();
  return ran(project, output[0].code, warnings);
}

export function failure({ message, frame, loc }: Pick<RollupError, 'message' | 'frame' | 'loc'>): Failure {
  const place = loc === undefined ? null : { file: loc.file!, line: loc.line, column: loc.column };
  return { text: `${message}\n${frame ?? ''}`, place };
}

export const rollupBundler: Bundler = {
  name: 'Rollup',
  hasPlaces: true,
  cannot: {
    'an include that appears where it is looked for first, together with its folder': 'paulmillr/chokidar#1422',
  },
  async build(project, options) {
    const warnings: string[] = [];
    try {
      return await bundled(project, await rollup(settings(project, options, warnings)), warnings);
    } catch (error) {
      return failed([failure(error as RollupError)]);
    }
  },
  async watch(project, options) {
    const outcomes = createQueue<Outcome>();
    const warnings: string[] = [];
    const watcher = watch({ ...settings(project, options, warnings), watch: { skipWrite: true } });
    watcher.on('event', async (event) => {
      if (event.code === 'BUNDLE_END') outcomes.push(await bundled(project, event.result, warnings.splice(0)));
      if (event.code === 'ERROR') outcomes.push(failed([failure(event.error)]));
    });
    return { next: outcomes.next, stop: async () => await watcher.close() };
  },
};
