// What every bundler is asked, as a list, and the tests that ask it.
// Rule: a case says what a user sees. What a bundler itself cannot do is named by it, with the upstream issue; then the
// case must fail, so that the day it works is noticed. The README's table is made of the same lists.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Options } from '../../src/options.ts';
import type { Bundler, Outcome, Watching } from '../bundlers/bundler.ts';
import { createSmallProject, type SmallProject } from '../project.ts';

export interface Case {
  readonly name: string;
  run(bench: Bench): Promise<void>;
}

/** A bundler at work on a small project. */
export interface Bench {
  readonly bundler: Bundler;
  readonly project: SmallProject;
  build(options?: Options): Promise<Outcome>;
  /** Starts watching and returns the first outcome that is as expected. */
  start(isExpected: (outcome: Outcome) => boolean, options?: Options): Promise<Outcome>;
  /** Makes a change and returns the first outcome after it that is as expected. */
  after(change: () => void, isExpected: (outcome: Outcome) => boolean): Promise<Outcome>;
  /** Another folder with the same files; gone after the test. */
  another(): SmallProject;
}

export const gives = (name: string, value: unknown) => (outcome: Outcome) => outcome.exports?.[name] === value;
export const fails = (outcome: Outcome): boolean => outcome.failures.length > 0;
export const textOf = (outcome: Outcome): string => outcome.failures.map(({ text }) => text).join('\n');

const PATIENCE_MS = 20_000;
const SHORT_PATIENCE_MS = 1500;
/**
 * chokidar, which watches for Vite and Rollup, hears nothing of a file that is changed before it listens, and drops
 * the second of two quick changes: then one saves again, as people do.
 */
const SAVE_AGAIN_MS = 400;

export function suite(bundler: Bundler, title: string, cases: readonly Case[]): void {
  describe(`${bundler.name} ${title}`, () => {
    let projects: SmallProject[] = [];
    let watching: Watching | null = null;
    let patience = PATIENCE_MS;

    beforeEach(() => {
      projects = [createSmallProject()];
    });
    afterEach(async () => {
      await watching?.stop();
      watching = null;
      for (const project of projects) project.dispose();
    });

    async function after(change: () => void, isExpected: (outcome: Outcome) => boolean): Promise<Outcome> {
      const end = Date.now() + patience;
      let last: Outcome | null = null;
      change();
      while (Date.now() < end) {
        const outcome = await watching!.next(SAVE_AGAIN_MS);
        if (outcome === null) change();
        else if (isExpected(outcome)) return outcome;
        last = outcome ?? last;
      }
      throw new Error(`nothing came of the change; the last outcome: ${JSON.stringify({ ...last, code: '' })}`);
    }
    const benchOf = (project: SmallProject): Bench => ({
      bundler,
      project,
      after,
      build: (options) => bundler.build(project, options),
      async start(isExpected, options) {
        watching = await bundler.watch(project, options);
        return after(() => {}, isExpected);
      },
      another() {
        const other = createSmallProject();
        projects.push(other);
        return other;
      },
    });

    for (const { name, run } of cases) {
      const upstream = bundler.cannot[name];
      test(name, async () => {
        patience = upstream === undefined ? PATIENCE_MS : SHORT_PATIENCE_MS;
        if (upstream === undefined) await run(benchOf(projects[0]));
        else await expect(run(benchOf(projects[0])), `it can now: see ${upstream}`).rejects.toThrow();
      });
    }
  });
}
