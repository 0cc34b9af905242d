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
