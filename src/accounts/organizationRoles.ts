/** The role that gives rights to others; one active account of a site always keeps it. */
export const securityRole = 'Org Security Admin';

/** The organization roles of a site, from which its administrators' rights come (design 10). */
export const organizationRoles = [securityRole, 'Org User Admin', 'Org Workspace Admin', 'Org Support'] as const;
