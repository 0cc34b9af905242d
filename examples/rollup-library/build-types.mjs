// Makes the library's types stand on their own: node build-types.mjs, after rollup and tsc.
//
// In:   dist/*.d.ts, which import the header; the header's types, which the plugin has written to .qidl.
// Out:  dist/serial.d.ts, and dist/*.d.ts that import it. A consumer needs neither the header nor the plugin.
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const dist = join(import.meta.dirname, 'dist');
const header = '../../../test-fixtures/headers/devices/serial.qidl.h';
const types = join(import.meta.dirname, '.qidl/test-fixtures/headers/devices/serial.qidl.d.h.ts');

const files = (await readdir(dist)).filter((name) => name.endsWith('.d.ts'));
for (const name of files) {
  const path = join(dist, name);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll(header, './serial.js').replaceAll(/(?<=from '\.\/\w+)\.ts(?=')/g, '.js'));
}
await copyFile(types, join(dist, 'serial.d.ts'));
