// Which structs are within others of the module. In: all structs that the module knows. Out: whether functions of a
// struct that only an outer one calls are needed.

import type { StructModel } from '../model/model.ts';
import type { Emission } from './emission.ts';
import { structsOf } from './hooks.ts';

const known = new WeakMap<Emission, ReadonlySet<string>>();

export function isHeld(emission: Emission, { name }: StructModel): boolean {
  let held = known.get(emission);
  if (held === undefined) known.set(emission, (held = heldStructs(emission)));
  return held.has(name);
}

function heldStructs({ structs }: Emission): ReadonlySet<string> {
  const held = new Set<string>();
  for (const { fields } of structs.values()) {
    for (const { type } of fields) if (type !== null) for (const name of structsOf(type)) held.add(name);
  }
  return held;
}
