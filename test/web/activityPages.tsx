import type { VNode } from 'preact';
import { ActivityPage } from '../../src/admin/activity/ActivityPage';
import { parseActivityForm } from '../../src/admin/activity/activityQuery';
import type { ActivityEntry } from '../../src/activity';
import { FormValues, type Language } from '../../src/web';
import { adminReader } from './adminPages';

const at = new Date('2026-03-02T07:05:00Z');
const line = (id: number, more: Partial<ActivityEntry>): ActivityEntry => ({
  id: `0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c0${id}`,
  at,
  siteId: '1',
  actor: 'file',
  action: 'site.update',
  subject: 'acme',
  before: null,
  after: null,
  reference: null,
  ...more,
});
const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field${index}`, `value ${index}`]));
const entries = [
  line(1, { actor: 'account:ada@acme.test', before: { seats: 5, name: null }, after: { seats: 25, name: 'Acme' } }),
  line(2, { actor: 'jit:main', action: 'account.create', subject: 'nora@acme.test', after: many, reference: 'A-1-A' }),
  line(3, { actor: 'operator:op@usher.test', action: 'account.update', subject: 'ada@acme.test' }),
  line(4, { actor: 'somebody:new', action: 'thing.done', subject: 'a-subject-of-many-letters'.repeat(4) }),
];
const people = new Map([
  ['ada@acme.test', { id: '1', username: 'ada@acme.test', displayName: 'Ada Lovelace' }],
  ['nora@acme.test', { id: '2', username: 'nora@acme.test', displayName: null }],
]);

/** The pages of the activity log, by a name that tells their state. */
export function activityPages(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const reader = adminReader(language);
  const formOf = (query: Record<string, string>) =>
    parseActivityForm(FormValues.ofQuery({ query } as unknown as Parameters<typeof FormValues.ofQuery>[0]));
  const page = { entries, hasNewer: true, hasOlder: true };
  const nothing = { entries: [], hasNewer: false, hasOlder: false };
  return [
    ['activity', <ActivityPage reader={reader} form={formOf({})} page={page} people={people} />],
    [
      'activity-none',
      <ActivityPage
        reader={reader}
        form={formOf({ who: 'file', from: '2026-03-01' })}
        page={nothing}
        people={people}
      />,
    ],
  ];
}
