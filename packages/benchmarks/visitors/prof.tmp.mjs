import { pathToFileURL } from 'node:url';
import { fromJson, fromObject, toJson, toObject } from '@qidl/runtime';
import { generate } from '../lib/generated.mjs';
import { poolOf, shapes } from '../serializers/shapes.mjs';
import { useAll } from './others.mjs';
const [what = 'JSON in', id = 'S2', ms = '3000'] = process.argv.slice(2);
useAll(300);
const s = await import(
  pathToFileURL(generate(new URL(`../serializers/headers/${id.toLowerCase()}.qidl.h`, import.meta.url)))
);
const visit = s['visit' + shapes[id].name];
const pool = poolOf(id).slice(0, 4);
const plain = pool.map((v) => toObject(visit, v)),
  texts = pool.map((v) => toJson(visit, v));
const into = s['create' + shapes[id].name]();
const f = {
  'JSON in': (i) => fromJson(visit, texts[i & 3], into),
  'JSON out': (i) => toJson(visit, pool[i & 3]),
  'object in': (i) => fromObject(visit, plain[i & 3], into),
  'object out': (i) => toObject(visit, pool[i & 3]),
  stringify: (i) => JSON.stringify(plain[i & 3]),
  parse: (i) => JSON.parse(texts[i & 3]),
}[what];
for (let i = 0; i < 20000 / (id === 'S3' ? 50 : 1); i++) f(i);
const end = performance.now() + Number(ms);
let n = 0;
const c = process.cpuUsage();
while (performance.now() < end) {
  for (let i = 0; i < 50; i++) f(i);
  n += 50;
}
const u = process.cpuUsage(c);
console.log(what, id, (((u.user + u.system) * 1e3) / n).toFixed(0), 'ns');
