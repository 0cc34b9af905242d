// Which structs are within others of the module. In: all structs that the module knows. Out: whether functions of a
// struct that only an outer one calls are needed.

import { type Emission, perModule } from './emission.ts';
import { structsOf } from './hooks.ts';
import type { Struct } from './struct.ts';

export function isHeld(emission: Emission, { name }: Struct): boolean {
  return heldStructs(emission).has(name);
}

const heldStructs: (emission: Emission) => ReadonlySet<string> = perModule(({ structs }) => {
  const held = new Set<string>();
  for (const { fields } of structs.values()) {
    for (const { type } of fields) if (type !== null) for (const name of structsOf(type)) held.add(name);
  }
  return held;
});
