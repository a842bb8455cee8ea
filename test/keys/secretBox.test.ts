import fc from 'fast-check';
import { createSecretBox, SealedElsewhereError } from '../../src/keys';

const key = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);
const box = createSecretBox(key);

it('gives back every text for its own context alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (plain, context, elsewhere) => {
      const sealed = box.seal(plain, context);
      expect(box.open(sealed, context)).toBe(plain);
      if (elsewhere !== context) expect(() => box.open(sealed, elsewhere)).toThrow(/changed or belongs elsewhere/);
    }),
  );
});

it('seals the same text differently each time, and shows nothing of it', () => {
  const sealed = box.seal('swordfish', 'a');
  expect(sealed).toMatch(/^v1\.[0-9a-f]{16}\.[A-Za-z0-9_-]+$/);
  expect(sealed).not.toBe(box.seal('swordfish', 'a'));
  expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('swordfish')).toBe(false);
});

it('notices every changed character', () => {
  const sealed = box.seal('swordfish', 'a');
  for (let position = 0; position < sealed.length; position += 1) {
    const letter = sealed[position] === 'A' ? 'Q' : 'A';
    const changed = sealed.slice(0, position) + letter + sealed.slice(position + 1);
    // The last character of base64url holds bits that no byte uses; a change there alone is not a change of the bytes.
    if (
      Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
        Buffer.from(sealed.split('.')[2] ?? '', 'base64url'),
      ) &&
      position >= sealed.lastIndexOf('.')
    )
      continue;
    expect(() => box.open(changed, 'a')).toThrow();
  }
});

it('refuses a shortened tag', () => {
  const [form, version, packed = ''] = box.seal('', 'a').split('.');
  const shortened = Buffer.from(packed, 'base64url').subarray(0, 20).toString('base64url');
  expect(() => box.open([form, version, shortened].join('.'), 'a')).toThrow(/changed or belongs elsewhere/);
});

it('opens what the previous key sealed, and seals under the current one', () => {
  const rotated = createSecretBox(other, key);
  expect(rotated.open(box.seal('old', 'a'), 'a')).toBe('old');
  expect(() => box.open(rotated.seal('new', 'a'), 'a')).toThrow(SealedElsewhereError);
});

it.each(['', 'plain', 'v2.0000000000000000.AAAA', 'v1.x'])('refuses %j, which it never made', (text) => {
  expect(() => box.open(text, 'a')).toThrow();
});
