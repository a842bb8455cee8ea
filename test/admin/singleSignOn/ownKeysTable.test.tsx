import { OwnKeysTable } from '../../../src/admin/singleSignOn/OwnKeysTable';
import { renderPage } from '../../../src/web';

it('Our own keys are said to be none yet, not shown as a table without rows', () => {
  const shown = renderPage(<OwnKeysTable keys={[]} language="en" />);
  expect(shown).toContain('There are none yet');
  expect(shown).not.toContain('<table');
});
