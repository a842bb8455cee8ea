import type { Request as ExpressRequest } from 'express';
import { FormValues } from '../../src/web';
import { parseMultipart } from '../../src/web/parseMultipart';

const form = (body: unknown) => FormValues.of({ body } as ExpressRequest);

describe('a form', () => {
  it('reads what was sent and takes everything else for empty', () => {
    const values = form({ name: '  Ada \r\n', list: ['a', 'b'], on: 'on', odd: { a: 1 }, number: 7, nul: 'a\0b' });
    expect(values.text('name')).toBe('Ada');
    expect(values.exact('name')).toBe('  Ada \n');
    expect(values.all('list')).toEqual(['a', 'b']);
    expect(values.isTicked('on')).toBe(true);
    for (const name of ['odd', 'number', 'nul', 'absent', 'constructor', '__proto__']) {
      expect([name, values.text(name), values.textOrNull(name), values.isTicked(name)]).toEqual([
        name,
        '',
        null,
        false,
      ]);
    }
    for (const body of [undefined, null, 'text', 3]) expect(form(body).text('name')).toBe('');
  });

  it('reads the lines of a text area', () => {
    expect(form({ domains: ' acme.test\r\n\r\n  \rglobex.test ' }).lines('domains')).toEqual([
      'acme.test',
      'globex.test',
    ]);
  });

  it.each([
    ['25', 25],
    [' 0 ', 0],
    ['-3', -3],
    ['', NaN],
    ['1.5', NaN],
    ['1e3', NaN],
    ['0x10', NaN],
    ['9'.repeat(16), NaN],
  ])('reads %j as the whole number %d', (text, number) => {
    expect(form({ seats: text }).wholeNumber('seats')).toBe(number);
  });
});

const type = 'multipart/form-data; boundary=----b';
const part = (head: string, content: string) =>
  `------b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
const end = '------b--\r\n';

describe('a form with files', () => {
  it('gives its texts by name, several of one name in order, and its files with their bytes', async () => {
    const data = new FormData();
    data.append('name', 'Ada "L" ü');
    data.append('tick', 'a');
    data.append('tick', 'b');
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 45, 45]);
    data.append('metadata', new Blob([bytes]), 'idp "x".xml');
    data.append('empty', new Blob([]), '');
    const request = new Request('https://usher.test', { method: 'POST', body: data });
    const parsed = parseMultipart(request.headers.get('content-type') ?? '', Buffer.from(await request.arrayBuffer()));
    expect(parsed?.fields['name']).toBe('Ada "L" ü');
    expect(parsed?.fields['tick']).toEqual(['a', 'b']);
    expect([...(parsed?.files ?? [])]).toEqual([['metadata', { name: 'idp "x".xml', content: bytes }]]);
  });

  it('takes no field for a property of objects', () => {
    const parsed = parseMultipart(
      type,
      Buffer.from(part('name="__proto__"', 'x') + part('name="constructor"', 'y') + end),
    );
    expect(Object.entries(parsed?.fields ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ['no boundary', 'multipart/form-data', end],
    ['another type', 'text/plain', end],
    ['an empty body', type, ''],
    ['something before the first boundary', type, `x\r\n${end}`],
    ['no end', type, part('name="a"', 'b')],
    ['a part without a name', type, part('filename="a"', 'b') + end],
    ['a part without a header', type, `------b\r\nb\r\n${end}`],
    [
      'a header without an end',
      type,
      `------b\r\nContent-Disposition: form-data; name="a"\r\n${'x'.repeat(3_000)}\r\n\r\nb\r\n${end}`,
    ],
    ['more parts than any form has', type, part('name="a"', 'b').repeat(101) + end],
  ])('is refused with %s', (_is, contentType, body) => {
    expect(parseMultipart(contentType, Buffer.from(body))).toBeNull();
  });
});
