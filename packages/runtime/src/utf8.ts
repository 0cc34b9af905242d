// Text and its bytes. One encoder and one decoder for the package, made when first asked for: loading it does nothing.

let encoder: InstanceType<typeof TextEncoder> | null = null;
let decoder: InstanceType<typeof TextDecoder> | null = null;

/** Writes as much of `text` as `target` has room for; lone surrogates become U+FFFD. */
export function encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
  encoder ??= new TextEncoder();
  return encoder.encodeInto(text, target);
}

/** A byte order mark is a character like any other. */
export function decode(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(bytes);
}

/** What Node's buffers have, and toString('latin1') calls: a range as text, without a view of it. */
interface LatinBuffer {
  latin1Slice?(start: number, end: number): string;
}

interface LatinBuffers {
  from(memory: ArrayBuffer): LatinBuffer;
}

/**
 * Bytes of a memory that straight ways use for their texts, again and again. It is a constant, so that an engine's code has
 * its address and size in it, which makes readers and writers a third faster. Only pages that are written to are there.
 */
export const SHARED_TEXT_BYTES: number = 1 << 20;

/** Memory for the bytes of texts. */
export class TextMemory {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  private readonly latin: LatinBuffer | undefined;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.view = new DataView(this.bytes.buffer);
    const { Buffer } = globalThis as { Buffer?: LatinBuffers };
    this.latin = Buffer?.from(this.bytes.buffer);
  }

  /** The characters of a range in which all are ASCII. */
  ascii(start: number, end: number): string {
    return this.latin?.latin1Slice?.(start, end) ?? decode(this.bytes.subarray(start, end));
  }
}

/** Where texts that straight ways read are taken apart. Each of them is done with its text before anybody else may read one. */
export const inputMemory: TextMemory = /*#__PURE__*/ new TextMemory(SHARED_TEXT_BYTES);
