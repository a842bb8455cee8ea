/** Names that the columns of people already have in files of other products; no label may be one of them, in any case. */
export const reservedLabels = [
  'USERID',
  'ACTIVE',
  'FIRSTNAME',
  'LASTNAME',
  'EMAIL',
  'LANGUAGE',
  'HOSTPRIVILEGE',
  'TIMEZONE',
] as const;

/** What labels are compared by: NFKC and lower case. Labels that look the same are the same. */
export function labelKey(label: string): string {
  return label.normalize('NFKC').toLowerCase();
}

const reservedKeys: ReadonlySet<string> = new Set(reservedLabels.map(labelKey));

/** True for a label that is reserved, in whatever case. */
export function isReservedLabel(label: string): boolean {
  return reservedKeys.has(labelKey(label));
}

/** What TC1 to TC10 are called while a site has not named them. */
export const defaultLabels: readonly string[] = [
  ...['Division', 'Department', 'Project', 'Other'],
  ...Array.from({ length: 6 }, (_, index) => `Custom${index + 5}`),
];
