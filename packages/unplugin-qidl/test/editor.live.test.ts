// The language servers of TypeScript 5.9 and 7, asked as an editor asks: what is this, where does it come from, what is
// wrong here. Rule: "go to definition" opens the header at the field's line, through the declaration map.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCore } from '../src/core.ts';
import { createSmallProject, header, type SmallProject } from './project.ts';

const require = createRequire(import.meta.url);
const typescript = (version: string): string => dirname(require.resolve(`${version}/package.json`));

const source = `import { createDevice } from './device.qidl.h';
const device = createDevice();
console.log(device.control);
`;
const compilerOptions = {
  module: 'esnext',
  moduleResolution: 'bundler',
  allowArbitraryExtensions: true,
  rootDirs: ['.', './.qidl'],
  strict: true,
  noEmit: true,
  types: [],
};

/** The LSP's FileChangeType: editors watch files for the server. */
const CHANGED = 2;

let project: SmallProject;
let server: ChildProcessWithoutNullStreams;

beforeEach(() => {
  project = createSmallProject();
  project.write('main.ts', source);
  project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  buildTypes();
});
afterEach(() => {
  server.kill();
  project.dispose();
});

function buildTypes(): void {
  const core = createCore({ config: false });
  core.setRoot(project.root);
  core.refresh();
  core.load(project.path('device.qidl.h'));
}

type Message = Record<string, unknown>;
type Ask = (message: Message, isAnswer: (answer: Message) => boolean) => Promise<never>;

/** Sends requests and hands out the answers, which come framed by Content-Length. */
function converse(write: (message: Message) => string): Ask {
  let rest: Buffer = Buffer.alloc(0);
  const waiting: { isAnswer: (answer: Message) => boolean; resolve: (answer: never) => void }[] = [];
  server.stdout.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const start = rest.indexOf('\r\n\r\n') + 4;
      const [, length] = /Content-Length: (\d+)/.exec(rest.toString('latin1', 0, start)) ?? [];
      if (start < 4 || length === undefined || rest.length < start + Number(length)) return;
      const message = JSON.parse(rest.toString('utf8', start, start + Number(length))) as Message;
      rest = rest.subarray(start + Number(length));
      // What a server asks of its editor: settings, mostly.
      if ('method' in message && 'id' in message) server.stdin.write(write({ id: message.id, result: null }));
      const index = waiting.findIndex(({ isAnswer }) => isAnswer(message));
      if (index >= 0) waiting.splice(index, 1)[0].resolve(message as never);
    }
  });
  return (message, isAnswer) => {
    const answer = new Promise<never>((resolve) => waiting.push({ isAnswer, resolve }));
    server.stdin.write(write(message));
    return answer;
  };
}

test('TypeScript 5.9', async () => {
  server = spawn(process.execPath, [join(typescript('typescript-5.9'), 'lib/tsserver.js')]);
  const write = (message: Message): string => `${JSON.stringify({ type: 'request', ...message })}\n`;
  const send = converse(write);
  let seq = 0;
  const ask = async (command: string, args: object): Promise<{ body: never }> => {
    const id = ++seq;
    return send({ seq: id, command, arguments: args }, (answer) => answer.request_seq === id);
  };
  const file = project.path('main.ts');
  server.stdin.write(write({ seq: ++seq, command: 'open', arguments: { file } }));

  const place = { file, line: 3, offset: 21 };
  const { body: definitions } = await ask('definition', place);
  expect(definitions).toMatchObject([{ file: project.path('device.qidl.h'), start: { line: 9 } }]);
  const { body: info } = await ask('quickinfo', place);
  expect(info).toMatchObject({ documentation: expect.stringContaining('written by the driver') });
  expect((await ask('semanticDiagnosticsSync', { file })).body).toEqual([]);

  project.write('device.qidl.h', header('uint32_t status'));
  buildTypes();
  await expect
    .poll(async () => (await ask('semanticDiagnosticsSync', { file })).body, { timeout: 20_000 })
    .toMatchObject([{ text: expect.stringContaining("'control'") }]);
});

test('TypeScript 7', async () => {
  server = spawn(process.execPath, [join(typescript('typescript'), 'bin/tsc'), '--lsp', '--stdio']);
  const write = (message: Message): string => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  };
  const send = converse(write);
  let id = 0;
  const ask = async (method: string, params: object): Promise<{ result: never }> => {
    const own = ++id;
    return send({ id: own, method, params }, (answer) => answer.id === own && !('method' in answer));
  };
  const tell = (method: string, params: object): void => void server.stdin.write(write({ method, params }));
  const uri = pathToFileURL(project.path('main.ts')).href;
  const capabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } };
  await ask('initialize', { processId: process.pid, rootUri: pathToFileURL(project.root).href, capabilities });
  tell('initialized', {});
  tell('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: source } });

  const place = { textDocument: { uri }, position: { line: 2, character: 20 } };
  const { result: definitions } = await ask('textDocument/definition', place);
  const [definition] = [definitions].flat() as { uri: string; range: { start: { line: number } } }[];
  expect(definition.uri).toBe(pathToFileURL(project.path('device.qidl.h')).href);
  expect(definition.range.start.line).toBe(8);
  const { result: hover } = await ask('textDocument/hover', place);
  expect(JSON.stringify(hover)).toContain('written by the driver');
  const problems = async (): Promise<{ message: string; range: object }[]> =>
    ((await ask('textDocument/diagnostic', { textDocument: { uri } })).result as { items: never }).items;
  expect(await problems()).toEqual([]);

  project.write('device.qidl.h', header('uint32_t status'));
  buildTypes();
  const types = pathToFileURL(project.path('.qidl/device.qidl.d.h.ts')).href;
  tell('workspace/didChangeWatchedFiles', { changes: [{ uri: types, type: CHANGED }] });
  await expect
    .poll(problems, { timeout: 20_000 })
    .toMatchObject([{ message: expect.stringContaining("'control'"), range: { start: { line: 2, character: 19 } } }]);
});
