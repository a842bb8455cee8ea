import { randomBytes } from 'node:crypto';
import { newReference, parseReference } from '../../../src/sso/attempts';

describe('the reference of an attempt', () => {
  it('is nine characters that are not mistaken for each other, in groups of three', () => {
    expect(newReference(randomBytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/);
    expect(newReference(() => Buffer.alloc(9, 31))).toBe('ZZZ-ZZZ-ZZZ');
  });

  it.each([
    ['as printed', '7KM-2QX-9TF'],
    ['in small letters, without separators', '7km2qx9tf'],
    ['with spaces', ' 7KM 2QX 9TF '],
  ])('is understood %s', (_how, typed) => {
    expect(parseReference(typed)).toBe('7KM-2QX-9TF');
  });

  it('takes O for 0 and I or L for 1, as people read them aloud', () => {
    expect(parseReference('OIL-000-111')).toBe('011-000-111');
  });

  it.each([
    ['too short', '7KM-2QX'],
    ['too long', '7KM-2QX-9TF-1'],
    ['with a letter that is not used', '7KM-2QX-9TU'],
  ])('is refused when %s', (_why, typed) => {
    expect(parseReference(typed)).toBeNull();
  });
});
