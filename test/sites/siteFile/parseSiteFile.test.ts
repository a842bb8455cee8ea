import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseSiteFile } from '../../../src/sites';

const fixtures = path.join(__dirname, '../../../fixtures');
const read = (name: string) => readFileSync(path.join(fixtures, name), 'utf8');
const files = {
  'acme-idp.xml': read('metadata/acme-idp.xml'),
  'https://idp.acme.test/by-url': read('metadata/acme-idp.xml'),
  'https://gone.test/metadata': { problem: 'cannot be reached (ECONNREFUSED)' },
  'https://page.test/': '<html/>',
  'idp.pem': read('certificates/idp-first.pem'),
  'two.pem': read('certificates/idp-first.pem') + read('certificates/idp-ec.pem'),
  'weak.pem': read('certificates/idp-weak.pem'),
  'script.xml': read('metadata/acme-idp.xml').replace('https://idp.acme.test/slo"', 'javascript:alert(1)"'),
  'redirect-only.xml': read('metadata/acme-idp.xml').replace(/<md:SingleSignOnService[^>]*HTTP-POST[^>]*>/, ''),
};

function parse(text: string, allowHttp = false) {
  return parseSiteFile({ text, fileName: 'acme.yaml', files, allowHttp });
}

function problemsOf(text: string, allowHttp = false): readonly string[] {
  const result = parse(text, allowHttp);
  return 'problems' in result ? result.problems : [];
}

function fileOf(text: string, allowHttp = false) {
  const result = parse(text, allowHttp);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.file;
}

const connection = (field: string) => `site: acme\nconnections:\n  - name: main\n    ${field}\n`;
const account = (field: string) => `site: acme\naccounts:\n  - username: ada\n    ${field}\n`;
const sso = (field: string) => `site: acme\nsingleSignOn:\n  ${field}\n`;
const onlyHere = '(http only while PUBLIC_URL is http on this machine)';

test.each<[string, string, string]>([
  // The YAML itself
  [
    'an open bracket',
    'site: acme\nseats: [1\n',
    'acme.yaml:3 is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['the same key twice', 'site: acme\nseats: 1\nseats: 2\n', 'acme.yaml:3 is not valid YAML: Map keys must be unique'],
  ['an unknown tag', 'site: !secret acme\n', 'acme.yaml:1 is not valid YAML: Unresolved tag: !secret'],
  ['a list instead of fields', '- site: acme\n', 'acme.yaml:1 must hold fields, is a list'],
  ['nothing', '', 'acme.yaml:1 must hold fields, is null'],
  // The site
  ['no site', 'name: Acme\n', 'acme.yaml:1 site: is missing: must be text'],
  [
    'a slug with a blank',
    'site: acme corp\n',
    'acme.yaml:1 site: must be 1 to 63 lower-case letters, digits and hyphens, is acme corp',
  ],
  [
    'a field that is misspelt',
    'site: acme\nparnterId: P-1\n',
    'acme.yaml:2 parnterId: is not a field here; did you mean partnerId?',
  ],
  [
    'a field in another case',
    sso('autocreate: true'),
    'acme.yaml:3 singleSignOn.autocreate: is not a field here; did you mean autoCreate?',
  ],
  [
    'a field of nowhere',
    'site: acme\nadminContact:\n  phone: 1\n',
    'acme.yaml:3 adminContact.phone: is not a field here; known are name, email, url',
  ],
  [
    'removing the site',
    'site: acme\nremove: true\n',
    'acme.yaml:2 remove: is not a field here; known are site, name, partnerId, seats, allowedEmailDomains, blockedEmailDomains, signInDomains, adminContact, rawResponseDays, singleSignOn, connections, trackingCodes, accounts, workspaces',
  ],
  [
    'a number as name',
    'site: acme\npartnerId: 100200\n',
    'acme.yaml:2 partnerId: must be text, is 100200 (a number: put it in quotes)',
  ],
  ['negative seats', 'site: acme\nseats: -1\n', 'acme.yaml:2 seats: must be 0 to 1000000000, is -1'],
  ['half a seat', 'site: acme\nseats: 1.5\n', 'acme.yaml:2 seats: must be 0 to 1000000000, is 1.5'],
  [
    'a domain that is none',
    'site: acme\nsignInDomains: [acme.test, nodots]\n',
    'acme.yaml:2 signInDomains[1]: must be a domain such as acme.test, is nodots',
  ],
  [
    'an e-mail that is none',
    'site: acme\nadminContact: { email: help }\n',
    'acme.yaml:2 adminContact.email: must be an e-mail address, is help',
  ],
  [
    'an invisible character',
    'site: acme\nname: "Ac\\u200Bme"\n',
    'acme.yaml:2 name: must not hold control or invisible characters, is Ac\u200Bme',
  ],
  ['yes instead of true', sso('enabled: yes'), 'acme.yaml:3 singleSignOn.enabled: must be true or false, is yes'],
  [
    'http away from this machine',
    sso('defaultTarget: http://app.acme.test/'),
    `acme.yaml:3 singleSignOn.defaultTarget: must be an https address ${onlyHere}, is http://app.acme.test/`,
  ],
  [
    'a script as address',
    sso('errorUrl: "javascript:alert(1)"'),
    `acme.yaml:3 singleSignOn.errorUrl: must be an https address ${onlyHere}, is javascript:alert(1)`,
  ],
  [
    'a target with a path',
    sso('allowedTargets: [https://app.acme.test/x]'),
    `acme.yaml:3 singleSignOn.allowedTargets[0]: must be an https origin such as https://app.acme.test ${onlyHere}, is https://app.acme.test/x`,
  ],
  [
    'a target with a user',
    sso('allowedTargets: ["https://a@app.acme.test"]'),
    `acme.yaml:3 singleSignOn.allowedTargets[0]: must be an https origin such as https://app.acme.test ${onlyHere}, is https://a@app.acme.test`,
  ],
  // Connections
  [
    'too much skew',
    connection('clockSkewSeconds: 900'),
    'acme.yaml:4 connections[0].clockSkewSeconds: must be 0 to 300, is 900',
  ],
  [
    'an unknown choice',
    connection('unsolicited: allow'),
    'acme.yaml:4 connections[0].unsolicited: must be one of restart, confirm, accept, refuse, is allow',
  ],
  [
    'nobody allowed',
    connection('allowedTypes: []'),
    'acme.yaml:4 connections[0].allowedTypes: must not be an empty list, is a list',
  ],
  [
    'a field that cannot be mapped',
    connection('attributes: { phone: [tel] }'),
    'acme.yaml:4 connections[0].attributes.phone: is not a field here; known are firstName, lastName, email, displayName, language',
  ],
  [
    'weak algorithms without an end',
    connection('legacyAlgorithms: { allow: [sha1] }'),
    'acme.yaml:4 connections[0].legacyAlgorithms.until: is missing: must be a day (2027-03-31) or a time with zone (2027-03-31T18:00:00Z)',
  ],
  [
    'a day that does not exist',
    connection('legacyAlgorithms: { allow: [sha1], until: 2027-02-30 }'),
    'acme.yaml:4 connections[0].legacyAlgorithms.until: must be a day (2027-03-31) or a time with zone (2027-03-31T18:00:00Z), is 2027-02-30',
  ],
  ...['0000-01-01', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'].map(
    (moment): [string, string, string] => [
      `a moment that is stored and cannot be read again, ${moment}`,
      account(`expiresAt: '${moment}'`),
      `acme.yaml:4 accounts[0].expiresAt: must be a day (2027-03-31) or a time with zone (2027-03-31T18:00:00Z), is ${moment}`,
    ],
  ),
  [
    'metadata by address',
    connection('metadata: { url: https://idp.acme.test/metadata }'),
    'acme.yaml:4 connections[0].metadata.url: was not fetched',
  ],
  [
    'metadata from an address that could not be reached',
    connection('metadata: { url: https://gone.test/metadata }'),
    'acme.yaml:4 connections[0].metadata.url: cannot be reached (ECONNREFUSED)',
  ],
  [
    'a page instead of metadata at an address',
    connection('metadata: { url: https://page.test/ }'),
    'acme.yaml:4 connections[0].metadata.url: It is not SAML 2.0 metadata: the root is html, not EntityDescriptor or EntitiesDescriptor.',
  ],
  [
    'an address and what its metadata says',
    connection('metadata: { url: https://idp.acme.test/by-url }\n    sloUrl: https://idp.acme.test/other'),
    'acme.yaml:5 connections[0].sloUrl: is said by the metadata too; keep one of them',
  ],
  [
    'metadata from nowhere',
    connection('metadata: {}'),
    'acme.yaml:4 connections[0].metadata: must have either file or url, is a group of fields',
  ],
  [
    'a file that is not there',
    connection('metadata: { file: ../none.xml }'),
    'acme.yaml:4 connections[0].metadata.file: the file ../none.xml cannot be read (it is looked for beside the site file)',
  ],
  [
    'a file named like a property of every object',
    connection('metadata: { file: constructor }'),
    'acme.yaml:4 connections[0].metadata.file: the file constructor cannot be read (it is looked for beside the site file)',
  ],
  [
    'a certificate instead of metadata',
    connection('metadata: { file: idp.pem }'),
    'acme.yaml:4 connections[0].metadata.file: idp.pem: It is not XML: it does not begin with <.',
  ],
  [
    'metadata with a script',
    connection('metadata: { file: script.xml }'),
    `acme.yaml:4 connections[0].metadata.file: script.xml: the address for logout by the redirect binding must be an https address ${onlyHere}, is javascript:alert(1)`,
  ],
  [
    'a binding the metadata has not',
    connection('metadata: { file: redirect-only.xml }\n    ssoBinding: post'),
    'acme.yaml:4 connections[0].metadata.file: redirect-only.xml: it offers no sign-in with the post binding',
  ],
  [
    'metadata and fields by hand',
    connection('metadata: { file: acme-idp.xml }\n    entityId: x'),
    'acme.yaml:5 connections[0].entityId: is said by the metadata too; keep one of them',
  ],
  [
    'a weak certificate',
    connection('certificates: [{ file: weak.pem }]'),
    'acme.yaml:4 connections[0].certificates[0].file: weak.pem: The RSA key has 1024 bits; 2048 or more are needed.',
  ],
  [
    'no certificate',
    connection('certificates: [{ pem: hello }]'),
    'acme.yaml:4 connections[0].certificates[0].pem: The text is not an X.509 certificate.',
  ],
  [
    'two connections of one name',
    'site: acme\nconnections:\n  - name: main\n  - name: main\n',
    'acme.yaml:4 connections[1].name: is there twice: connections[0] has the same name',
  ],
  // Tracking codes
  [
    'an eleventh tracking code',
    'site: acme\ntrackingCodes:\n  - { number: 11, label: x }\n',
    'acme.yaml:3 trackingCodes[0].number: must be 1 to 10, is 11',
  ],
  [
    'a reserved label, in any case',
    'site: acme\ntrackingCodes:\n  - { number: 1, label: TimeZone }\n',
    'acme.yaml:3 trackingCodes[0].label: must not be one of the reserved names USERID, ACTIVE, FIRSTNAME, LASTNAME, EMAIL, LANGUAGE, HOSTPRIVILEGE, TIMEZONE, is TimeZone',
  ],
  [
    'a number as value',
    'site: acme\ntrackingCodes:\n  - { number: 1, label: x, values: [{ value: 100 }] }\n',
    'acme.yaml:3 trackingCodes[0].values[0].value: must be text, is 100 (a number: put it in quotes)',
  ],
  [
    'a value twice',
    'site: acme\ntrackingCodes:\n  - number: 1\n    values:\n      - { value: a }\n      - { value: a }\n',
    'acme.yaml:6 trackingCodes[0].values[1].value: is there twice: trackingCodes[0].values[0] has the same value',
  ],
  // Accounts
  [
    'a user name too long',
    account(`firstName: ${'x'.repeat(256)}`),
    `acme.yaml:4 accounts[0].firstName: must be at most 255 characters long, is ${'x'.repeat(60)}…`,
  ],
  ['an empty name', account('lastName: ""'), 'acme.yaml:4 accounts[0].lastName: must not be empty, is empty'],
  [
    'a role that is none',
    account('roles: [Admin]'),
    'acme.yaml:4 accounts[0].roles[0]: must be one of Org Security Admin, Org User Admin, Org Workspace Admin, Org Support, is Admin',
  ],
  [
    'a status that is none',
    account('status: disabled'),
    'acme.yaml:4 accounts[0].status: must be one of active, pending, deactivated, locked, expired, is disabled',
  ],
  [
    'a tracking code that is none',
    account('trackingCodes: { TC11: x }'),
    'acme.yaml:4 accounts[0].trackingCodes.TC11: is not a field here; did you mean TC1?',
  ],
  [
    'a time zone that is none',
    account('timeZone: Mars/Olympus'),
    'acme.yaml:4 accounts[0].timeZone: must be a time zone such as Europe/Oslo, is Mars/Olympus',
  ],
  [
    'a language that is none',
    account('language: english please'),
    'acme.yaml:4 accounts[0].language: must be a language such as en, de or nb, is english please',
  ],
  [
    'a short password, which is not shown',
    account('password: "1234567"'),
    'acme.yaml:4 accounts[0].password: must be at least 12 characters long',
  ],
  [
    'a password that is a number, which is not shown',
    account('password: 12345678'),
    'acme.yaml:4 accounts[0].password: must be text',
  ],
  [
    'one user name in two cases',
    'site: acme\naccounts:\n  - username: ada\n  - username: ADA\n',
    'acme.yaml:4 accounts[1].username: is there twice: accounts[0] has the same username',
  ],
  [
    'a time without zone',
    account('expiresAt: 2027-03-31T18:00:00'),
    'acme.yaml:4 accounts[0].expiresAt: must be a day (2027-03-31) or a time with zone (2027-03-31T18:00:00Z), is 2027-03-31T18:00:00',
  ],
])('tells %s, with its line, field and rule', (_title, text, expected) => {
  expect(problemsOf(text)).toEqual([expected]);
});

it('tells all mistakes at once, in the order of the file', () => {
  const text = 'site: acme\naccounts:\n  - username: ada\n    type: guest\nseats: many\nconnections:\n  - {}\n';
  expect(problemsOf(text)).toEqual([
    'acme.yaml:4 accounts[0].type: must be one of host, attendee, is guest',
    'acme.yaml:5 seats: must be 0 to 1000000000, is many',
    'acme.yaml:7 connections[0].name: is missing: must be text',
  ]);
});

it('stops a file whose aliases multiply', () => {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level}: &l${level} [${`*l${level - 1}, `.repeat(9)}x]`);
  expect(problemsOf(`site: acme\n${['l0: &l0 [x]', ...levels.slice(1)].join('\n')}\n`)).toEqual([
    expect.stringContaining('Excessive alias count'),
  ]);
});

it('allows http where we are http on this machine ourselves', () => {
  const text = sso('allowedTargets: [http://app.localhost:8080]\n  errorUrl: http://localhost/e');
  expect(fileOf(text, true).singleSignOn?.allowedTargets).toEqual(['http://app.localhost:8080']);
});

it('reads the fixture: metadata and domains in their stored form', () => {
  const file = fileOf(read('siteFiles/acme.yaml'));
  expect(file.signInDomains).toEqual(['acme.test']);
  expect(file.allowedEmailDomains).toEqual(['acme.test', 'xn--bcher-kva.test']);
  expect(file.singleSignOn?.allowedTargets).toEqual(['https://app.acme.test']);
  expect(file.connections?.[0]?.metadata?.entityId).toBe('https://idp.acme.test/metadata');
  expect(file.accounts?.[0]?.expiresAt).toBe('2030-01-01T23:59:59.999Z');
});

it('takes several certificates from one file, each once', () => {
  const text = connection('certificates: [{ file: two.pem }, { file: idp.pem }]');
  expect(fileOf(text).connections?.[0]?.certificates).toHaveLength(2);
});

it('reads the documented example', () => {
  const examples = path.join(__dirname, '../../../examples');
  const input = { 'idp.pem': readFileSync(path.join(examples, 'idp.pem'), 'utf8') };
  const text = readFileSync(path.join(examples, 'site.yaml'), 'utf8');
  expect(parseSiteFile({ text, fileName: 'site.yaml', files: input, allowHttp: false })).toHaveProperty('file');
});

it('answers any damaged file with problems or a file, never with an exception', () => {
  const text = read('siteFiles/acme.yaml');
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(20), fc.string({ maxLength: 6 }), (at, cut, put) => {
      const result = parse(text.slice(0, at) + put + text.slice(at + cut));
      if ('problems' in result) expect(result.problems.every((line) => /^acme\.yaml:\d+ \S/.test(line))).toBe(true);
      else expect(result.file.site).toMatch(/^[a-z0-9]/);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
