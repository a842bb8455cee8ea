import { ProviderComparison } from '../../../src/admin/singleSignOn/ProviderComparison';
import { renderPage } from '../../../src/web';

const now = {
  ...{ ssoUrl: 'https://idp.test/sso', ssoBinding: 'redirect' as const, sloUrl: null, sloResponseUrl: null },
  ...{ sloBinding: null, certificates: ['ab'.repeat(32)] },
};

it('What metadata would change is named as the form of the connection names it, in the language of the page', () => {
  const proposed = { ...now, ssoBinding: 'post' as const };
  const shown = renderPage(<ProviderComparison now={now} proposed={proposed} language="de" />);
  for (const told of ['>Anmeldeadresse<', '>HTTP-Redirect<', '>HTTP-POST<', 'AB:AB:AB']) expect(shown).toContain(told);
  expect(shown).not.toMatch(/ssoUrl|sloBinding|>redirect</);
});
