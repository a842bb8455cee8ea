/** A check of scim2-tester that Usher fails on purpose; `docs/scim.md` has the same list. */
export interface ScimDeviation {
  readonly resourceType: 'User' | 'Group';
  readonly check: string;
  /** What it was tried with. */
  readonly attribute: string;
  readonly reason: string;
}

const display =
  'The tester expects back exactly what it sent. Usher adds the name of the person, which the schema declares readOnly.';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const manager = `${enterprise}:manager`;

/** All of them. One that no longer happens has to go. */
export const scimDeviations: readonly ScimDeviation[] = [
  ...[enterprise, manager].flatMap((attribute) => [
    { resourceType: 'User' as const, check: 'check_add_attribute', attribute, reason: display },
    { resourceType: 'User' as const, check: 'check_replace_attribute', attribute, reason: display },
  ]),
  {
    resourceType: 'User',
    check: 'check_remove_attribute',
    attribute: 'active',
    reason: 'Everybody is active or not, so there is nothing to be without: the removal succeeds and changes nothing.',
  },
  { resourceType: 'Group', check: 'check_add_attribute', attribute: 'members', reason: display },
  { resourceType: 'Group', check: 'check_replace_attribute', attribute: 'members', reason: display },
];

/** The same for scim-sanity, whose checks have names. */
export const sanityDeviations: readonly { readonly check: string; readonly reason: string }[] = [
  ...['PATCH /Groups/{id}', 'PATCH /Groups/{id} remove members'].map((check) => ({
    check,
    reason:
      'It wants 200 with the group. RFC 7644 section 3.5.2 allows 204, and a group of 10,000 is not worth sending back.',
  })),
  {
    check: 'PATCH /Groups/{id} add member',
    reason:
      'It adds an id that nobody has. A member who does not exist would be an entitlement of nobody, so that is row 1.',
  },
];
