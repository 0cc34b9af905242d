// In: a module and its map. Out: the module with the map inside, for bundlers that read it there.
// Rule: made once for each map. Some bundlers ask for every module again whenever one has changed.

import type { SourceMap } from '@qidl/compiler';

const made = new WeakMap<SourceMap, string>();

export function withInlineMap(code: string, map: SourceMap | null): string {
  if (map === null) return code;
  let text = made.get(map);
  if (text === undefined) {
    const base64 = Buffer.from(JSON.stringify(map)).toString('base64');
    made.set(map, (text = `${code}//# sourceMappingURL=data:application/json;base64,${base64}\n`));
  }
  return text;
}
