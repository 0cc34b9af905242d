import * as esbuild from 'esbuild';
import qidl from '../../src/esbuild.ts';
import type { Options } from '../../src/options.ts';
import type { SmallProject } from '../project.ts';
import { createQueue } from '../queue.ts';
import { failed, ran, type Bundler, type Failure, type Outcome } from './bundler.ts';

type Result = Pick<esbuild.BuildResult, 'errors' | 'warnings' | 'outputFiles'>;

const settings = (project: SmallProject, options: Options = {}): esbuild.BuildOptions => ({
  absWorkingDir: project.root,
  entryPoints: ['main.js'],
  bundle: true,
  format: 'esm',
  sourcemap: 'inline',
  write: false,
  logLevel: 'silent',
  plugins: [qidl({ config: false, ...options })],
});

async function outcome(project: SmallProject, { errors, warnings, outputFiles }: Result): Promise<Outcome> {
  if (errors.length > 0) return failed(errors.map(failure));
  return ran(
    project,
    outputFiles![0].text,
    warnings.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`),
  );
}

function failure({ text, location, notes }: esbuild.Message): Failure {
  const lines = [text, ...notes.map((note) => note.text), location?.lineText ?? ''];
  const place = location && { file: location.file, line: location.line, column: location.column + 1 };
  return { text: lines.join('\n'), place };
}

export const esbuildBundler: Bundler = {
  name: 'esbuild',
  hasPlaces: true,
  cannot: {},
  async build(project, options) {
    return outcome(
      project,
      await esbuild.build(settings(project, options)).catch((error: esbuild.BuildFailure) => error as never as Result),
    );
  },
  async watch(project, options) {
    const outcomes = createQueue<Outcome>();
    const observer: esbuild.Plugin = {
      name: 'observer',
      setup: (build) => build.onEnd(async (result) => outcomes.push(await outcome(project, result))),
    };
    const { plugins, ...rest } = settings(project, options);
    const context = await esbuild.context({ ...rest, plugins: [...plugins!, observer] });
    await context.watch();
    return { next: outcomes.next, stop: () => context.dispose() };
  },
};
