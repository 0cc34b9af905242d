// The one error of this package. In: where, what was expected, what was found. Out: a StateError with a readable message.
// Rule: a path as one would write it in code (`serial.recv_fifo.data[3]`); the outermost unnamed value is its type's name.

export class StateError extends Error {
  /** The field: `SerialState.recv_fifo.data[3]`. */
  declare readonly path: string;
  declare readonly expected: string;
  declare readonly found: string;

  /** `message`: what is wrong, where that is not what was expected and found. */
  constructor(path: string, expected: string, found: string, message: string = `expected ${expected}, found ${found}`) {
    super(`${path}: ${message}`);
    this.name = 'StateError';
    this.path = path;
    this.expected = expected;
    this.found = found;
  }
}
