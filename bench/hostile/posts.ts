import { randomUUID } from 'node:crypto';
import { preCheck } from '../../src/saml/gate/preCheck';
import { connectionAddresses } from '../../src/sites';
import { buildResponse, type SigningOptions } from '../../src/testIdp/buildResponse';
import { hostileInputs } from '../../test/support/hostileInputs';
import { testKey } from '../../test/support/samlResponse';
import { idpEntityId } from '../servingProcess';

/** One post to the ACS, ready to be sent again and again. */
export interface HostilePost {
  readonly is: string;
  readonly body: string;
  /** Elements the streaming pass sees before it ends; null where it is never reached. */
  readonly elementsSeen: number | null;
}

/** A genuine response about somebody, with ids of its own. */
export function genuineResponse(
  url: string,
  person: string,
  groups: readonly string[] = [],
  signing: Partial<SigningOptions> = {},
): Promise<string> {
  const { acs, metadata } = connectionAddresses(url, 'acme', 'main');
  const now = new Date();
  const options = {
    ...{ responseId: `_${randomUUID()}`, assertionId: `_${randomUUID()}`, sessionIndex: null, inResponseTo: null },
    ...{ issuer: idpEntityId, acsUrl: acs, audience: metadata, issueInstant: now, authnInstant: now },
    notOnOrAfter: new Date(now.getTime() + 300_000),
    nameId: { value: person, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
    attributes: [
      { name: 'firstname', values: ['New'] },
      { name: 'lastname', values: ['Person'] },
      { name: 'email', values: [`${person}@acme.test`] },
      ...(groups.length === 0 ? [] : [{ name: 'groups', values: groups }]),
    ],
  };
  return buildResponse(options, { sign: 'assertion', key: testKey('idp'), ...signing });
}

/** The body of a form post. */
export function formOf(xml: string): string {
  return `SAMLResponse=${encodeURIComponent(Buffer.from(xml).toString('base64'))}`;
}

/** Everything hostile there is to post. */
export async function hostilePosts(url: string): Promise<HostilePost[]> {
  const good = await genuineResponse(url, 'mallory');
  const many = Array.from({ length: 4000 }, (_, index) => `g${index}`);
  const foreign = await genuineResponse(url, 'mallory', many, { key: testKey('attacker') });
  const encrypted = await genuineResponse(url, 'mallory', [], {
    encryption: { certificatePem: testKey('attacker').certificatePem },
  });
  const fourKeys = encrypted.replace(/<e:EncryptedKey[\s\S]*<\/e:EncryptedKey>/, (key) => key.repeat(4));
  const messages = [
    ...hostileInputs(good).filter(({ refused }) => refused !== null),
    { is: '4,000 values signed by somebody else', xml: foreign },
    { is: 'encrypted for somebody else, with four keys', xml: fourKeys },
  ];
  return [
    ...messages.map(({ is, xml }) => ({ is, body: formOf(xml), elementsSeen: preCheck(xml).elementsSeen })),
    { is: 'half a megabyte of form fields', body: `SAMLResponse=x${'&a'.repeat(250_000)}`, elementsSeen: null },
    { is: 'half a megabyte that is not base64', body: `SAMLResponse=${'%41'.repeat(170_000)}!`, elementsSeen: null },
    { is: 'a megabyte', body: `SAMLResponse=${'A'.repeat(1_000_000)}`, elementsSeen: null },
  ];
}
