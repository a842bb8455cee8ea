/** Why a provisioning does nothing although its secret may be right. */
export type StopReason = 'disabled' | 'acting_gone' | 'acting_inactive' | 'acting_guest' | 'acting_without_roles';

/** What is known of whom a provisioning acts as; null when that account is gone. */
export interface ActingState {
  readonly status: string;
  readonly expiresAt: Date | null;
  readonly homeOrganization: string | null;
  readonly roles: readonly string[];
}

/** The roles by which somebody may act through SCIM; each opens a part, without all of them nothing can be done. */
export const actingRoles = ['Org User Admin', 'Org Security Admin', 'Org Workspace Admin'] as const;

/** Why a provisioning is stopped at this moment; null when it is not. */
export function decideStop(enabled: boolean, acting: ActingState | null, now: Date): StopReason | null {
  if (!enabled) return 'disabled';
  if (acting === null) return 'acting_gone';
  if (acting.homeOrganization !== null) return 'acting_guest';
  if (acting.status !== 'active' || (acting.expiresAt !== null && acting.expiresAt <= now)) return 'acting_inactive';
  return actingRoles.some((role) => acting.roles.includes(role)) ? null : 'acting_without_roles';
}
