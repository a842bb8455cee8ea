/** What an account is called when no display name was given: first and last name. */
export function defaultDisplayName(firstName: string | null, lastName: string | null): string {
  return [firstName, lastName].filter((part) => part !== null && part !== '').join(' ');
}
