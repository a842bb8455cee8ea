import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runGate } from '../../../src/saml/gate';
import { summary } from '../../support/gateCases';
import { encoded, gateSettings, now } from '../../support/samlResponse';

const folder = path.join(__dirname, '../../../fixtures/responses');
const read = (name: string, file: string) => readFileSync(path.join(folder, name, file), 'utf8');
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, ...(JSON.parse(read(name, 'expected.json')) as { is: string; outcome: string }) }));

describe('the responses on disk', () => {
  it('hold both honest and hostile ones', () => {
    expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(new Set(['verified', 'refused']));
  });

  it.each(cases)('$name: $is', ({ name, is, ...expected }) => {
    expect(is).not.toBe('');
    const result = runGate(encoded(read(name, 'response.xml')), gateSettings(), now);
    const identity =
      result.outcome === 'verified'
        ? { nameId: result.assertion.nameId?.value, attributes: Object.fromEntries(result.assertion.attributes) }
        : {};
    expect({ ...summary(result), ...identity }).toEqual(expected);
  });
});
