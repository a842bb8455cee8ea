import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { fetchMetadata, type FetchOptions, type FetchResult } from '../../src/metadata';
import { metadataHosts, serveMetadata, type MetadataServer } from '../support/metadataServer';

let idp: MetadataServer;
let plain: MetadataServer;
beforeAll(async () => {
  idp = await serveMetadata();
  plain = await serveMetadata('http');
});
afterAll(() => Promise.all([idp.close(), plain.close()]));
beforeEach(() => {
  for (const server of [idp, plain]) {
    server.asked.length = 0;
    server.answer = (_req, res) => void res.end('<metadata/>');
  }
});

/** Knows the names of the tests' server, and one of an internal host that nobody has admitted. */
const resolve = (name: string) =>
  [...metadataHosts, 'internal.acme.test'].includes(name)
    ? Promise.resolve(['127.0.0.1'])
    : Promise.reject(Object.assign(new Error(name), { code: 'ENOTFOUND' }));

function fetch(address: string, options: Partial<FetchOptions> = {}): Promise<FetchResult> {
  return fetchMetadata(address, { allowedHosts: metadataHosts, allowHttp: false, resolve, ca: idp.ca, ...options });
}

const at = (path: string, host: string = metadataHosts[0]) => `https://${host}:${idp.port}${path}`;
const redirectTo =
  (location: string, status = 302): RequestListener =>
  (_req, res) =>
    void res.writeHead(status, { location }).end();

it('fetches over https, under the name of the host, uncompressed, without cookies or credentials', async () => {
  idp.answer = (_req, res) => void res.setHeader('etag', '"one"').end('<metadata>\u00e6</metadata>');
  expect(await fetch(at('/metadata'))).toEqual({
    outcome: 'fetched',
    xml: '<metadata>\u00e6</metadata>',
    etag: '"one"',
  });
  expect(idp.asked).toEqual(['idp.acme.test /metadata']);
  expect(idp.lastHeaders).toMatchObject({ 'accept-encoding': 'identity', connection: 'close' });
  expect(Object.keys(idp.lastHeaders).toSorted()).toEqual(
    ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].toSorted(),
  );
});

describe('internal addresses', () => {
  test.each([
    ...['127.0.0.1', '10.0.0.7', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['168.63.129.16', '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1'],
    ...['fc00::1', 'fd00:ec2::254', 'ff02::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1'],
  ])('a name that leads to %s is refused and nothing is connected', async (address) => {
    const options = { allowedHosts: [], resolve: () => Promise.resolve([address]) };
    const problem = 'leads to an internal address; METADATA_ALLOWED_HOSTS can admit the host';
    expect(await fetch(at('/'), options)).toEqual({ outcome: 'failed', problem });
    const literal = address.includes(':') ? `[${address}]` : address;
    expect(await fetch(`https://${literal}:${idp.port}/`, options)).toEqual({ outcome: 'failed', problem });
    expect(idp.asked).toEqual([]);
  });

  it('one internal address among public ones refuses the name', async () => {
    const options = { allowedHosts: [], resolve: () => Promise.resolve(['2fff:ffff::1', '127.0.0.1']) };
    expect(await fetch(at('/'), options)).toMatchObject({ problem: expect.stringContaining('internal') as string });
    expect(idp.asked).toEqual([]);
  });

  test.each(['2130706433', '0x7f.1', '017700000001', '127.1', 'localhost'])(
    'another spelling of this machine is refused: %s',
    async (host) => {
      const answer = await fetch(at('/', host), { resolve: () => Promise.resolve(['127.0.0.1']) });
      expect(answer).toMatchObject({ problem: expect.stringContaining('internal') as string });
      expect(idp.asked).toEqual([]);
    },
  );

  it('an operator can admit an internal host by its name or its address, and no other with it', async () => {
    expect(await fetch(at('/', '127.0.0.1'), { allowedHosts: ['127.0.0.1'] })).toMatchObject({ outcome: 'fetched' });
    expect(await fetch(at('/'), { allowedHosts: ['other.acme.test'] })).toMatchObject({ outcome: 'failed' });
    expect(await fetch(at('/'), { allowedHosts: ['127.0.0.1'] })).toMatchObject({ outcome: 'failed' });
  });
});

describe('names that change their mind', () => {
  it('a name is resolved once, and connected to what was found then: no other resolver knows this one', async () => {
    const asked: string[] = [];
    const once = (name: string) => {
      asked.push(name);
      return asked.length === 1 ? Promise.resolve(['127.0.0.1']) : Promise.reject(new Error('asked again'));
    };
    expect(await fetch(at('/'), { resolve: once })).toMatchObject({ outcome: 'fetched' });
    expect(asked).toEqual(['idp.acme.test']);
  });

  it('a name that was public when it was checked is never connected to where it leads by then', async () => {
    // The system's resolver says that localhost is this machine, where the server would answer.
    const options = { allowedHosts: [], resolve: () => Promise.resolve(['2fff:ffff::1']), timeoutMs: 500 };
    expect(await fetch(at('/', 'localhost'), options)).toMatchObject({ outcome: 'failed' });
    expect(idp.asked).toEqual([]);
  });

  it('of a host that answers a redirect to itself each name is checked anew', async () => {
    let asked = 0;
    const rebinding = () => Promise.resolve([(asked += 1) === 1 ? '127.0.0.1' : '169.254.169.254']);
    idp.answer = redirectTo(at('/second', 'internal.acme.test'));
    expect(await fetch(at('/first'), { resolve: rebinding })).toMatchObject({
      problem: expect.stringContaining('redirects to one that leads to an internal address') as string,
    });
    expect([asked, idp.asked]).toEqual([2, ['idp.acme.test /first']]);
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%s is followed', async (status) => {
    idp.answer = (req, res) =>
      req.url === '/old' ? redirectTo('/new?x=1', status)(req, res) : void res.end('<metadata/>');
    expect(await fetch(at('/old'))).toMatchObject({ outcome: 'fetched' });
    expect(idp.asked).toEqual(['idp.acme.test /old', 'idp.acme.test /new?x=1']);
  });

  it('three are followed, a fourth is not', async () => {
    idp.answer = (req, res) => {
      const left = Number(req.url?.slice(1));
      if (left === 0) res.end('<metadata/>');
      else redirectTo(`/${left - 1}`)(req, res);
    };
    expect(await fetch(at('/3'))).toMatchObject({ outcome: 'fetched' });
    expect(await fetch(at('/4'))).toEqual({ outcome: 'failed', problem: 'redirects more than 3 times' });
  });

  test.each<[string, () => string, string]>([
    ['an internal name', () => at('/', 'internal.acme.test'), 'redirects to one that leads to an internal address'],
    ['a metadata service', () => 'https://169.254.169.254/latest/', 'redirects to one that leads to an internal'],
    ['http', () => `http://idp.acme.test:${plain.port}/`, 'redirects from https to http'],
    ['a file', () => 'file:///etc/passwd', 'redirects to one that must begin with https://'],
    ['credentials', () => 'https://ada:x@idp.acme.test/', 'redirects to one that must not hold a user name'],
    ['a port of another service', () => 'https://somewhere.test:25/', 'redirects to one that must not have port 25'],
    ['nowhere', () => 'https://', 'redirects to nowhere'],
  ])('to %s is refused', async (_where, location, problem) => {
    idp.answer = redirectTo(location());
    // Even where http is allowed, a redirect may not take the protection away.
    const answer = await fetch(at('/first'), { allowHttp: _where === 'http' });
    expect(answer).toEqual({ outcome: 'failed', problem: expect.stringContaining(problem) as string });
    expect([idp.asked, plain.asked]).toEqual([['idp.acme.test /first'], []]);
  });
});

describe('the connection', () => {
  it('a certificate nobody vouches for is refused, and so is one of another name', async () => {
    const unknown = await fetch(at('/'), { ca: undefined as unknown as string });
    expect(unknown).toEqual({
      outcome: 'failed',
      problem: expect.stringMatching(/^cannot be reached \(.*CERT/) as string,
    });
    const allowedHosts = ['third.acme.test'];
    const other = await fetch(at('/', 'third.acme.test'), {
      allowedHosts,
      resolve: () => Promise.resolve(['127.0.0.1']),
    });
    expect(other).toEqual({ outcome: 'failed', problem: 'cannot be reached (ERR_TLS_CERT_ALTNAME_INVALID)' });
    expect(idp.asked).toEqual([]);
  });

  it('http is fetched where Usher itself is on loopback, nowhere else', async () => {
    const address = `http://idp.acme.test:${plain.port}/`;
    expect(await fetch(address)).toEqual({ outcome: 'failed', problem: 'must begin with https://' });
    expect(await fetch(address, { allowHttp: true })).toMatchObject({ outcome: 'fetched' });
  });

  it('a name that does not exist, has no address, or a port where nobody listens is told', async () => {
    expect(await fetch('https://unknown.test/')).toEqual({
      outcome: 'failed',
      problem: 'cannot be reached (ENOTFOUND)',
    });
    expect(await fetch(at('/'), { resolve: () => Promise.resolve([]) })).toEqual({
      outcome: 'failed',
      problem: 'cannot be reached (its name has no address)',
    });
    const gone = await serveMetadata();
    await gone.close();
    expect(await fetch(`https://idp.acme.test:${gone.port}/`)).toEqual({
      outcome: 'failed',
      problem: 'cannot be reached (ECONNREFUSED)',
    });
  });

  describe('is waited for no longer than the limit, whoever is slow', () => {
    let silent: Server;
    const open = new Set<Socket>();
    beforeAll((done) => {
      silent = createServer((socket) => void open.add(socket)).listen(0, '127.0.0.1', done);
    });
    afterAll((done) => {
      for (const socket of open) socket.destroy();
      silent.close(done);
    });

    test.each<[string, () => string, RequestListener, Partial<FetchOptions>]>([
      ['the resolver', () => at('/'), () => undefined, { resolve: () => new Promise(() => undefined) }],
      ['the handshake', () => `https://idp.acme.test:${(silent.address() as AddressInfo).port}/`, () => undefined, {}],
      ['the answer', () => at('/'), () => undefined, {}],
      ['the document', () => at('/'), (_req, res) => void res.write('<meta'), {}],
      [
        'every redirect',
        () => at('/'),
        (req, res) => void setTimeout(() => redirectTo('/next')(req, res), 150),
        { timeoutMs: 400 },
      ],
    ])('%s', async (_who, address, answer, options) => {
      idp.answer = answer;
      const started = performance.now();
      const result = await fetch(address(), { timeoutMs: 300, ...options });
      expect(result).toEqual({
        outcome: 'failed',
        problem: expect.stringMatching(/^did not answer within 0\.\d s$/) as string,
      });
      expect(performance.now() - started).toBeLessThan(5_000);
    });
  });
});

describe('the answer', () => {
  test.each<[string, RequestListener, string]>([
    ['not found', (_req, res) => void res.writeHead(404).end('<metadata/>'), 'answered with status 404'],
    ['no content', (_req, res) => void res.writeHead(204).end(), 'answered with status 204'],
    ['not modified, which was not asked for', (_req, res) => void res.writeHead(304).end(), 'answered with status 304'],
    [
      'compressed although plain was asked for',
      (_req, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000))),
      'answered with a compressed document',
    ],
    [
      'announced as too large',
      (_req, res) => void res.writeHead(200, { 'content-length': '2097153' }).flushHeaders(),
      'holds more than 2 MB',
    ],
    [
      'not UTF-8',
      (_req, res) => void res.end(Buffer.from([0x3c, 0xff, 0xfe])),
      'answered with a document that is not UTF-8',
    ],
    [
      'broken off',
      (_req, res) => void res.writeHead(200, { 'content-length': '100' }).write('<a', () => res.destroy()),
      'cannot be reached (ECONNRESET)',
    ],
  ])('that is %s is refused', async (_is, answer, problem) => {
    idp.answer = answer;
    expect(await fetch(at('/'))).toEqual({ outcome: 'failed', problem });
  });

  it('that never ends is cut off when it is too large', async () => {
    let sent = 0;
    idp.answer = (_req, res) => {
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(65_536, 0x20))) sent += 65_536;
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    };
    expect(await fetch(at('/'))).toEqual({ outcome: 'failed', problem: 'holds more than 2 MB' });
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('says with its ETag that nothing is new, and an ETag that could smuggle something is not kept', async () => {
    idp.answer = (req, res) =>
      void res.writeHead(req.headers['if-none-match'] === '"one"' ? 304 : 200).end('<metadata/>');
    expect(await fetch(at('/'), { etag: '"one"' })).toEqual({ outcome: 'not_modified' });
    expect(await fetch(at('/'), { etag: '"two"' })).toMatchObject({ outcome: 'fetched' });
    for (const etag of ['one', '"a" b"', `"${'x'.repeat(300)}"`]) {
      idp.answer = (_req, res) => void res.setHeader('etag', etag).end('<metadata/>');
      expect(await fetch(at('/'))).toEqual({ outcome: 'fetched', xml: '<metadata/>', etag: null });
    }
  });

  test.each(['text/html', 'image/png', ''])('is not judged by its content type: %s', async (type) => {
    idp.answer = (_req, res) => void res.writeHead(200, type === '' ? {} : { 'content-type': type }).end('<metadata/>');
    expect(await fetch(at('/'))).toMatchObject({ outcome: 'fetched' });
  });
});
