// In: work that nobody waits for, each piece under a key. Out: the work, done once no more has come for a moment, or
// all at once when it is waited for after all.
// Rule: the last piece under a key counts. Between two pieces the process answers whoever asks.

export interface IdleQueue<Work> {
  add(key: string, work: Work): void;
  /** Does what is left, now. */
  flush(): void;
}

/** By then a server has sent what it was asked for, and a bundler that is not done has asked for more, if slowly. */
const PAUSE_MS = 50;

export function createIdleQueue<Work>(perform: (key: string, work: Work) => void): IdleQueue<Work> {
  const waiting = new Map<string, Work>();
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;

  const performFirst = (): void => {
    for (const [key, work] of waiting) {
      waiting.delete(key);
      perform(key, work);
      break;
    }
    if (waiting.size > 0) turn = setImmediate(performFirst);
  };

  return {
    add(key, work) {
      waiting.set(key, work);
      clearImmediate(turn);
      clearTimeout(timer);
      timer = setTimeout(performFirst, PAUSE_MS);
    },
    flush() {
      clearImmediate(turn);
      clearTimeout(timer);
      for (const [key, work] of waiting) perform(key, work);
      waiting.clear();
    },
  };
}
