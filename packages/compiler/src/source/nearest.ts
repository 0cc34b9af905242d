// In: a word nobody knows, and the words there are. Out: the one that was probably meant.
// Rule: Levenshtein's distance, without regard to case; a guess that shares less than two thirds is no help.

/** Longer words are compared by their beginnings: the cost is quadratic, and names may come from untrusted text. */
const MAX_COMPARED_LENGTH = 64;

/** The candidate nearest to `word`, the first of equals; null when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const from = normal(word);
  let best: string | null = null;
  let least = Math.max(2, Math.floor(from.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(from, normal(candidate));
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

function normal(word: string): string {
  return word.slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}

/** Insertions, deletions and substitutions that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitute = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}
