import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/**
 * What the other side does with a message: takes it; takes it after a while; takes it and lets the connection drop
 * before it can say so; refuses it for now, or for good.
 */
export type Conduct = 'accept' | 'delay' | 'drop' | 'refuse-for-now' | 'refuse';

interface Taken {
  /** Message-ID, or Idempotency-Key. */
  readonly key: string;
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

export interface Sink {
  readonly url: string;
  /** Everything that was taken, in its order; the same twice if it came twice. */
  readonly taken: Taken[];
  /** How the next ones are met. */
  conduct: () => Conduct;
  close(): Promise<void>;
}

const delayMs = 400;

/** A real SMTP server on this machine. */
export async function startMailSink(): Promise<Sink> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const [to] = session.envelope.rcptTo;
        void answer(text, to?.address ?? '', session.id, done);
      });
    },
  });
  // Connections that are dropped on purpose end with an error.
  server.on('error', () => undefined);
  const sink: Sink = {
    url: '',
    taken: [],
    conduct: () => 'accept',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  async function answer(
    text: string,
    to: string,
    sessionId: string,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const conduct = sink.conduct();
    if (conduct === 'refuse') return done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
    if (conduct === 'refuse-for-now')
      return done(Object.assign(new Error('Try again'), { responseCode: 451 }));
    sink.taken.push({ key: /^Message-ID:\s*<(.+?)>/im.exec(text)?.[1] ?? '', to, text, at: Date.now() });
    if (conduct === 'delay') await pause(delayMs);
    if (conduct !== 'drop') return done();
    for (const connection of server.connections)
      if (connection.session.id === sessionId) connection._socket.destroy();
  }
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return Object.assign(sink, { url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}` });
}

export interface SmsSink extends Sink {
  /** What the gateway answers to a refusal; the contract names several. */
  status: number | null;
  readonly authorizations: Set<string>;
}

/** A real HTTP gateway on this machine. */
export async function startSmsSink(): Promise<SmsSink> {
  const server = createServer((request, response) => void answer(request, response));
  const sink: SmsSink = {
    url: '',
    taken: [],
    status: null,
    authorizations: new Set(),
    conduct: () => 'accept',
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    sink.authorizations.add(request.headers.authorization ?? '');
    const conduct = sink.conduct();
    const end = (status: number): void => void response.writeHead(sink.status ?? status).end('{}');
    if (conduct === 'refuse') return end(422);
    if (conduct === 'refuse-for-now') return end(503);
    const { to, text } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { to: string; text: string };
    const key = String(request.headers['idempotency-key']);
    sink.taken.push({ key, to, text, at: Date.now() });
    if (conduct === 'delay') await pause(delayMs);
    if (conduct === 'drop') request.socket.destroy();
    else end(202);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(sink, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages` });
}
