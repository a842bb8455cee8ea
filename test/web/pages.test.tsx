import { ConfirmPage, RefusalPage, refusalProblem } from '../../src/sso/pages';
import { SignInPage } from '../../src/signIn/SignInPage';
import { languages, renderPage } from '../../src/web';
import { everyPage, redirectPage } from './everyPage';

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&`;

describe('every page, in every language', () => {
  const cases = languages.flatMap((language) =>
    [...everyPage(language), ['redirect', redirectPage(language, '/account')] as const].map(
      ([name, page]) => [name, language, renderPage(page)] as const,
    ),
  );

  test.each(cases)(
    '%s (%s) names its language and has a title, one heading and a main part',
    (_name, language, html) => {
      expect(html.startsWith(`<!doctype html><html lang="${language}">`)).toBe(true);
      expect(html).toMatch(/<title>[^<]+ · Usher<\/title>/);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html.match(/<main[ >]/g)).toHaveLength(1);
    },
  );

  test.each(cases)('%s (%s) needs no script and no inline style', (_name, _language, html) => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  test.each(cases)('%s (%s) shows no placeholder of a missing text', (_name, _language, html) => {
    expect(html).not.toMatch(/undefined|\[object|NaN|>null</);
  });
});

describe('text from outside is escaped', () => {
  test('in the refusal page, whoever set the site name and the contact', () => {
    const html = renderPage(
      <RefusalPage
        code={31}
        reference={hostile}
        siteName={hostile}
        contact={{ name: hostile, email: hostile }}
        language="en"
      />,
    );
    expect(html).not.toMatch(/<script|<img src=x/);
    expect(html).toContain('&lt;script>');
  });

  test('in hidden fields and attributes', () => {
    const html = renderPage(
      <ConfirmPage
        language="en"
        siteName={hostile}
        displayName={hostile}
        username={hostile}
        action={`/complete?x=${hostile}`}
        fields={{ code: hostile }}
        cancelHref="/"
      />,
    );
    expect(html).not.toMatch(/<script|<img src=x/);
    expect(html).toContain('&quot;>&lt;script>');
  });

  test('in the name a person typed into the sign-in form', () => {
    const html = renderPage(
      <SignInPage
        language="en"
        step={{ ask: 'identifier', askSite: true }}
        siteName={null}
        entered={{ identifier: hostile, site: hostile, target: hostile }}
        connections={[]}
        passwordHref={null}
        forgottenHref="/sign-in/forgotten"
        changeUserHref="/"
        errors={[{ field: 'identifier', text: hostile }]}
        notice={hostile}
        demo={null}
      />,
    );
    expect(html).not.toMatch(/<script|<img src=x/);
  });
});

describe('a page leads only where a browser may go', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.test/',
    '/\\evil.test',
    '/\t/evil.test',
    'mailto:a@b.c',
  ])('RedirectPage refuses %j', (href) => {
    expect(() => renderPage(redirectPage('en', href))).toThrow('Not an address');
  });

  test('RedirectPage normalizes an absolute address, so that nothing ends the refresh early', () => {
    expect(renderPage(redirectPage('en', `https://app.acme.test/a b"c'd;url=x`))).toContain(
      `content="0;url=https://app.acme.test/a%20b%22c'd;url=x"`,
    );
  });

  test('a contact address of the site that is no web address is not linked', () => {
    const page = <RefusalPage code={31} reference="AB" siteName="S" contact={{ url: 'javascript:x' }} language="en" />;
    expect(() => renderPage(page)).toThrow('Not an address');
  });
});

describe('the refusal', () => {
  const sentences = [
    ['en', 'Auto Account Creation failed (31). Contact your administrator for further support.'],
    [
      'de',
      'Automatische Kontoerstellung fehlgeschlagen (31). Wenden Sie sich für weitere Unterstützung an Ihren Administrator.',
    ],
    ['nb', 'Automatisk kontooppretting mislyktes (31). Kontakt administratoren din for videre hjelp.'],
  ] as const;

  test.each(sentences)('says in %s: %s', (language, sentence) => {
    const html = renderPage(
      <RefusalPage code={31} reference="K7Q2MX9P" contact={null} siteName="Acme" language={language} />,
    );
    expect(html).toContain(sentence);
  });

  test('shows the reference in groups and spelled out, whom to ask, and the help of its code', () => {
    const contact = { name: 'Help desk', email: 'help@acme.test', url: 'https://help.acme.test/' };
    const html = renderPage(
      <RefusalPage code={31} reference="K7Q2MX9P" contact={contact} siteName="Acme" language="en" />,
    );
    expect(html).toContain('<span>K7Q2</span><span>MX9P</span>');
    expect(html).toContain('Kilo 7 Quebec 2, Mike X-ray 9 Papa');
    expect(html).toContain('Help desk');
    expect(html).toContain(
      'mailto:help%40acme.test?subject=Sign-in%20refused%3A%20code%2031%2C%20reference%20K7Q2MX9P',
    );
    expect(html).toContain('href="https://help.acme.test/"');
    expect(html).toContain('href="/help/codes/31"');
  });

  test('as problem+json tells exactly what the page tells (RFC 9457)', () => {
    const facts = {
      code: 31,
      reference: 'K7Q2MX9P',
      language: 'en',
      status: 403,
      publicUrl: 'https://usher.test/',
    } as const;
    expect(refusalProblem({ ...facts, contact: { name: 'Help desk', email: null, url: '' } })).toEqual({
      type: 'https://usher.test/help/codes/31',
      title: 'Auto Account Creation failed',
      status: 403,
      detail: 'Auto Account Creation failed (31). Contact your administrator for further support.',
      code: 31,
      reference: 'K7Q2MX9P',
      contact: { name: 'Help desk' },
    });
    expect(refusalProblem({ ...facts, contact: null }).contact).toBeNull();
  });
});
