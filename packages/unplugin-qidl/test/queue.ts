// In: things that happen. Out: the next one, whenever it is asked for, within a time.

export interface Queue<Item> {
  push(item: Item): void;
  /** The oldest item that nobody took; null when none comes within `patience` milliseconds. */
  next(patience: number): Promise<Item | null>;
}

export function createQueue<Item>(): Queue<Item> {
  const items: Item[] = [];
  let wake: (() => void) | null = null;
  return {
    push(item) {
      items.push(item);
      wake?.();
    },
    async next(patience) {
      if (items.length === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patience);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      return items.shift() ?? null;
    },
  };
}
