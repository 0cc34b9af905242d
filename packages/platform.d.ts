// All that the compiler and the runtime may use beside the language itself: what browsers, workers
// and Node have in common. Their builds see no other globals.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, target: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: ArrayBuffer | ArrayBufferView): string;
}

/** Base64 of a string of Latin-1 characters. */
declare function btoa(text: string): string;
