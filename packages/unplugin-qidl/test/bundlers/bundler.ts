// What the suites ask of a bundler. Rule: one shape for all, so that one suite says the same of each; nothing of the
// bundlers is replaced, and a watching bundler speaks only when it has something new by itself.

import type { Options } from '../../src/options.ts';
import type { SmallProject } from '../project.ts';

export interface Failure {
  /** All that is shown of it: message and frame. */
  readonly text: string;
  /** Of the first error; null when the bundler has no place for it but the text. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** What the entry of the project exports, run. */
export type Exports = Readonly<Record<string, unknown>>;

export interface Outcome {
  /** null when the build failed. */
  readonly exports: Exports | null;
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
  /** The bundle with its source map, where there is one file. */
  readonly code: string;
}

export interface Watching {
  /** The next outcome; null when none comes within `patience` milliseconds. */
  next(patience: number): Promise<Outcome | null>;
  stop(): Promise<void>;
}

export interface Bundler {
  readonly name: string;
  /** Whether it takes errors with a place, and not only text. */
  readonly hasPlaces: boolean;
  /** Cases of the suites that the bundler itself does not support, and the upstream issue. */
  readonly cannot: Readonly<Record<string, string>>;
  build(project: SmallProject, options?: Options): Promise<Outcome>;
  watch(project: SmallProject, options?: Options): Promise<Watching>;
}

export const failed = (failures: readonly Failure[]): Outcome => ({ exports: null, failures, warnings: [], code: '' });

/** A bundle, run: what it cannot do is a failure too. */
export async function ran(project: SmallProject, code: string, warnings: readonly string[]): Promise<Outcome> {
  try {
    return { exports: await project.run(code), failures: [], warnings, code };
  } catch (error) {
    return failed([{ text: String(error), place: null }]);
  }
}
