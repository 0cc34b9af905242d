// An edit of a header while a bundler watches: how long until there is a new module, and what the edit means for
// states that were saved before it.
//
// In:   a copy of serial.qidl.h, beside the packages that the module made from it imports.
// Out:  what was edited, the time from the edit to the module, and what both modules say of the old states.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { fromJson, toJson } from '@qidl/runtime';
import { watch } from 'rollup';
import qidl from 'unplugin-qidl/rollup';
import { milliseconds, say } from './terminal.mjs';

const devices = join(import.meta.dirname, '../../test-fixtures/headers/devices');
const before = '    uint8_t scr;\n';
const added = '    /* Frames that arrived broken. */\n    uint32_t bad_frames q_default(0);\n';

export async function watchHeader() {
  const folder = await mkdtemp(join(import.meta.dirname, 'node_modules/.tour-'));
  const header = join(folder, 'serial.qidl.h');
  await cp(devices, folder, { recursive: true });
  const watcher = watch({
    input: header,
    output: { file: join(folder, 'serial.js') },
    external: /^@qidl\/runtime/,
    plugins: [qidl({ dts: false })],
    logLevel: 'silent',
  });
  try {
    await nextBuild(watcher);
    const old = await load(folder);
    const text = await readFile(header, 'utf8');
    assert.ok(text.includes(before), 'the header has no scr any more');

    const rebuilt = nextBuild(watcher);
    const start = performance.now();
    await writeFile(header, text.replace(before, before + added));
    await rebuilt;
    say(added.trimEnd().replaceAll(/^ {3}/gm, '+'), 'green');
    say(`${milliseconds(start)} from the edit to the new module`, 'bold');
    compare(old, await load(folder));
  } finally {
    await watcher.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function nextBuild(watcher) {
  return new Promise((resolve, reject) => {
    const listen = (event) => {
      event.result?.close();
      if (event.code === 'ERROR') reject(event.error);
      if (event.code !== 'END') return;
      watcher.off('event', listen);
      resolve();
    };
    watcher.on('event', listen);
  });
}

/** The module as it is now: a query makes Node load it again. */
function load(folder) {
  return import(`${pathToFileURL(join(folder, 'serial.js'))}?${performance.now()}`);
}

function compare(old, now) {
  const hooks = { SerialState: () => ({ int_pending: false, char_time_ns: 0n }) };
  const state = old.createSerialState({ scr: 0x5a });
  say(`SerialState had ${old.SerialStateInfo.fields.length} fields and has ${now.SerialStateInfo.fields.length}`);
  const carried = fromJson(now.visitSerialState, toJson(old.visitSerialState, state), null, hooks);
  say(`JSON from before the edit: loaded, scr ${carried.scr}, bad_frames ${carried.bad_frames}`);
  assert.throws(
    () => now.decodeSerialState(old.saveSerialState(state), hooks),
    (error) => {
      say(`image from before the edit: refused, "${error.message}"`);
      return error.name === 'StateError';
    },
  );
}
