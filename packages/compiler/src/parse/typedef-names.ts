// In: the names that a parser meets in typedefs. Out: whether a name is a type, which is asked at nearly every one.
// Rule: one table of atoms for all parsers, with the number of the parser that declared the name last: it needs no
// clearing. Parsers take turns: one is done before the next one begins.

import { atomCount } from '../lex/atoms.ts';

let declaredBy = new Int32Array(1 << 12);
let parsers = 0;

export class TypedefNames {
  readonly #parser = ++parsers;
  readonly #added: number[] = [];

  has(atom: number): boolean {
    return atom < declaredBy.length && declaredBy[atom] === this.#parser;
  }
  add(atom: number): void {
    if (atom >= declaredBy.length) {
      const larger = new Int32Array(atomCount() * 2);
      larger.set(declaredBy);
      declaredBy = larger;
    }
    declaredBy[atom] = this.#parser;
    this.#added.push(atom);
  }
  /** Whether it was there. */
  delete(atom: number): boolean {
    const known = this.has(atom);
    if (known) declaredBy[atom] = 0;
    return known;
  }
  /** Those that are there; some may be more than once. */
  all(): readonly number[] {
    return this.#added.filter((atom) => this.has(atom));
  }
}
