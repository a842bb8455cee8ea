import { WhyPage } from '../../../src/admin/workspaces/WhyPage';
import { renderPage } from '../../../src/web';
import { adminReader } from '../../web/adminPages';

const id = '00000000-0000-7000-8000-000000000001';
const call = {
  ...{ id, siteId: id, provisioningId: id, at: new Date('2026-03-01T09:00:00Z'), durationMs: 12 },
  ...{ method: 'PATCH', path: '/Groups/7', query: null, status: 204, outcome: 'changed' as const, errorId: null },
  ...{ account: null, entitlement: null, userAgent: null, clientAddress: null, requestId: null },
  summary: { effect: null, quirks: [], notes: [], changes: [], error: null, stopped: null, bulkIndex: null },
};
const shown = {
  person: { id, name: 'Ada Lovelace' },
  entitlement: {
    id,
    kind: 'workspace' as const,
    name: 'Audit',
    displayName: 'Audit',
    workspace: null,
    provisioning: null,
  },
  grant: { grantedAt: call.at, grantedBy: 'scim:Okta', call },
};

describe('Why somebody has something', () => {
  const reader = adminReader('en');

  it('leads to the call that gave it whoever may see the call log', () => {
    const page = renderPage(<WhyPage reader={reader} {...shown} />);
    expect(page).toContain('SCIM client Okta');
    expect(page).toMatch(/<a href="[^"]*provisioning[^"]*">PATCH \/Groups\/7<\/a>/);
  });

  it('names the call, without a link, to whoever may not, and does not deny it', () => {
    const page = renderPage(<WhyPage reader={{ ...reader, can: () => false }} {...shown} />);
    expect(page).toContain('PATCH /Groups/7');
    expect(page).not.toContain('/provisioning/');
    expect(page).not.toContain('No call of a SCIM client');
  });
});
