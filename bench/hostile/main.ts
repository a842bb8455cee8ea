/**
 * Posts hostile input of every kind to a serving process, one kind after the other, and prints what each costs; then lets
 * people sign in alone, and beside somebody who posts all of it without a pause.
 */
import { connectionAddresses } from '../../src/sites';
import { formOf, genuineResponse, hostilePosts, type HostilePost } from './posts';
import { startServing, type ServingProcess } from '../servingProcess';

const repeats = 10;
const honestClients = 4;
const honestPerPhase = 200;

interface Answer {
  readonly status: number;
  readonly code: string | null;
}

async function post(url: string, body: string): Promise<Answer> {
  const answer = await fetch(connectionAddresses(url, 'acme', 'main').acs, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    redirect: 'manual',
  }).catch(() => null);
  // A body that is too large may be cut off by the server before it has been sent.
  if (answer === null) return { status: 0, code: null };
  await answer.arrayBuffer();
  return { status: answer.status, code: answer.headers.get('usher-sso-code') };
}

async function measureOne(server: ServingProcess, { is, body, elementsSeen }: HostilePost) {
  let answer = await post(server.url, body);
  for (let warm = 0; warm < 3; warm += 1) await post(server.url, body);
  const before = await server.cpuMs();
  for (let n = 0; n < repeats; n += 1) answer = await post(server.url, body);
  const cpu = ((await server.cpuMs()) - before) / repeats;
  return {
    input: is,
    KB: Math.round(body.length / 1024),
    answer: answer.status === 0 ? 'cut off' : `${answer.status} (${answer.code ?? '-'})`,
    'elements seen': elementsSeen ?? '-',
    'CPU ms': Number(cpu.toFixed(1)),
  };
}

/** Signs people in over a few connections; the responses are made beforehand, so that only the server works. */
async function signIns(server: ServingProcess): Promise<{ perSecond: number; cpuMs: number }> {
  const bodies = await Promise.all(
    Array.from({ length: honestPerPhase }, async (_, n) => formOf(await genuineResponse(server.url, `person-${n}`))),
  );
  const [began, before] = [performance.now(), await server.cpuMs()];
  const client = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      let { status } = await post(server.url, body);
      // A connection that the server has just closed behind an oversized post was taken up again: nothing was sent.
      while (status === 0) ({ status } = await post(server.url, body));
      if (status !== 303) throw new Error(`An honest sign-in was answered ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: honestClients }, client));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: honestPerPhase / seconds, cpuMs: ((await server.cpuMs()) - before) / honestPerPhase };
}

async function besideHostile(server: ServingProcess, posts: readonly HostilePost[]) {
  let isOver = false;
  let count = 0;
  const hostile = async () => {
    while (!isOver) {
      for (const { body } of posts) {
        if (isOver) return;
        await post(server.url, body);
        count += 1;
      }
    }
  };
  const attack = hostile();
  const [began, measured] = [performance.now(), await signIns(server)];
  const perSecond = count / ((performance.now() - began) / 1000);
  isOver = true;
  await attack;
  return { ...measured, hostilePerSecond: perSecond };
}

async function main(): Promise<void> {
  const server = await startServing();
  try {
    const posts = await hostilePosts(server.url);
    await signIns(server);
    const rows = [];
    for (const one of posts) rows.push(await measureOne(server, one));
    console.table(rows);
    const first = await signIns(server);
    const beside = await besideHostile(server, posts);
    const second = await signIns(server);
    const alone = (first.perSecond + second.perSecond) / 2;
    console.log(`Sign-ins per second alone: ${first.perSecond.toFixed(0)} and ${second.perSecond.toFixed(0)}`);
    console.log(`CPU of a sign-in: ${((first.cpuMs + second.cpuMs) / 2).toFixed(1)} ms`);
    console.log(
      `Beside one who posts all of the above without a pause (${beside.hostilePerSecond.toFixed(0)} per second): ` +
        `${beside.perSecond.toFixed(0)} per second, ${((beside.perSecond / alone) * 100).toFixed(0)} % of it`,
    );
    const worst = rows.toSorted((a, b) => b['CPU ms'] - a['CPU ms'])[0];
    console.log(`Worst: ${worst?.input}, ${worst?.['CPU ms']} ms`);
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
