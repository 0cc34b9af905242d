// In: the address of a Vite dev server. Out: the messages it sends to pages, one after another.
// Rule: what Vite's own client does on the wire (RFC 6455, text frames from the server), and nothing else of it:
// Node 20 has no WebSocket.

import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import type { Socket } from 'node:net';
import { createQueue, type Queue } from './queue.ts';

export interface HmrMessage {
  readonly type: 'connected' | 'ping' | 'update' | 'full-reload' | 'error' | 'prune' | 'custom';
  readonly updates?: readonly { readonly acceptedPath: string; readonly path: string }[];
  readonly err?: { readonly message: string; readonly frame?: string; readonly id?: string; readonly loc?: Place };
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface HmrClient {
  readonly messages: Queue<HmrMessage>;
  close(): void;
}

export async function connectHmr(port: number, token: string): Promise<HmrClient> {
  const messages = createQueue<HmrMessage>();
  const socket = await upgrade(port, token);
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (let frame = nextFrame(rest); frame !== null; frame = nextFrame(rest)) {
      rest = rest.subarray(frame.end);
      if (frame.isText) messages.push(JSON.parse(frame.text) as HmrMessage);
    }
  });
  return { messages, close: () => socket.destroy() };
}

function upgrade(port: number, token: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = get({
      host: 'localhost',
      port,
      path: `/?token=${token}`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-protocol': 'vite-hmr',
      },
    });
    request.on('error', reject);
    request.on('response', ({ statusCode }) => reject(new Error(`no web socket: status ${statusCode}`)));
    request.on('upgrade', (_response, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket as Socket);
    });
  });
}

function nextFrame(data: Buffer): { isText: boolean; text: string; end: number } | null {
  if (data.length < 4) return null;
  const short = data[1] & 0x7f;
  if (short === 127 && data.length < 10) return null;
  const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  const end = start + length;
  if (data.length < end) return null;
  return { isText: (data[0] & 0x0f) === 1, text: data.toString('utf8', start, end), end };
}
