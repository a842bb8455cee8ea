import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '../src/config';
import { startServer } from '../src/server';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

it('keeps idle connections longer than proxies do, which else send requests on one that closes, and ends them when it ends', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'usher-server-'));
  const loaded = loadConfig({ DATA_DIR: folder, DEMO: 'off' });
  if ('problems' in loaded) throw new Error('the settings of the test are wrong');
  const server = await startServer({ ...loaded.config, port: 0 }, silent);
  const agent = new http.Agent({ keepAlive: true });
  const request = http.get({ port: server.port, host: '127.0.0.1', path: '/healthz', agent });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  answer.resume();
  const [socket] = (await once(agent, 'free')) as [NodeJS.EventEmitter];
  expect(answer.headers['keep-alive']).toBe('timeout=75');
  await Promise.all([once(socket, 'close'), server.stop()]);
  agent.destroy();
  await rm(folder, { recursive: true });
});
