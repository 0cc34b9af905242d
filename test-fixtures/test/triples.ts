// What clang calls our targets.

import type { TargetName } from '@qidl/compiler';

export const triples: Readonly<Record<TargetName, string>> = {
  wasm32: 'wasm32',
  x86_64: 'x86_64-linux-gnu',
  i386: 'i386-linux-gnu',
  aarch64: 'aarch64-linux-gnu',
  arm: 'arm-linux-gnueabihf',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
  ppc64: 'powerpc64-linux-gnu',
};
