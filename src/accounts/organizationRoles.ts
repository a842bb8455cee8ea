/** The organization roles of a site, from which its administrators' rights come (design 10). */
export const organizationRoles = [
  'Org Security Admin',
  'Org User Admin',
  'Org Workspace Admin',
  'Org Support',
] as const;
