// In: a word nobody knows, and the words there are. Out: the one that was probably meant.
// Rule: Levenshtein's distance, where neighbours that changed places are one mistake, without regard to case; a guess
// that shares less than two thirds is no help.

/** Longer words are compared by their beginnings: the cost is quadratic, and names may come from untrusted text. */
const MAX_COMPARED_LENGTH = 64;

/** The candidate nearest to `word`, the first of equals; null when none is near: at most `most` mistakes away. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most: number = Math.max(2, Math.floor(word.length / 3)),
): string | null {
  const from = normal(word);
  let best: string | null = null;
  let least = most + 1;
  for (const candidate of candidates) {
    const to = normal(candidate);
    if (Math.abs(to.length - from.length) >= least) continue;
    const distance = editDistance(from, to);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

function normal(word: string): string {
  return word.slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}

/** Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitute = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      const least = Math.min(substitute, row[j] + 1, next[j - 1] + 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next.push(isSwap ? Math.min(least, above[j - 2] + 1) : least);
    }
    above = row;
    row = next;
  }
  return row[to.length];
}
