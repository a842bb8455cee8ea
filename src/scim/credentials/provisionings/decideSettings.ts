import { characterCount, hasForbiddenCharacters, isWellFormedEmail } from '../../../accounts';
import {
  brakeBounds,
  longestSetting,
  type ProvisioningProblem,
  type ProvisioningReason,
  type ProvisioningSettings,
} from './settings';

/** What is known of the account a provisioning is to act as. */
export interface ActingCandidate {
  readonly email: string | null;
  readonly status: string;
  readonly isGuest: boolean;
}

/**
 * What is wrong with settings; empty when nothing is. Whether the name is taken, the database says.
 *
 * @param acting the account of that user name; null when there is none; `kept`: it stays who it was, whatever became of them,
 *   because who mends one thing need not mend another
 * @param needsContact false for the operator's command, which asks for no contact (P11 is a rule of the pages)
 */
export function decideSettings(
  settings: ProvisioningSettings,
  acting: ActingCandidate | 'kept' | null,
  needsContact: boolean,
): ProvisioningProblem[] {
  const problems: (ProvisioningProblem | null)[] = [
    textProblem('name', settings.name, true),
    textProblem('description', settings.description, false),
    acting === 'kept' ? null : actingProblem(settings.actingUser, acting),
    textProblem('contactName', settings.contactName, needsContact),
    textProblem('contactEmail', settings.contactEmail, needsContact) ?? contactProblem(settings.contactEmail),
    numberProblem('brakeCount', settings.brakeCount),
    numberProblem('brakePercent', settings.brakePercent),
    numberProblem('brakeWindowMinutes', settings.brakeWindowMinutes),
  ];
  return problems.filter((problem) => problem !== null);
}

function textProblem(
  field: ProvisioningProblem['field'],
  value: string | null,
  required: boolean,
): ProvisioningProblem | null {
  if (value === null || value.trim() === '') return required ? { field, reason: 'required' } : null;
  if (characterCount(value) > longestSetting) return { field, reason: 'too_long' };
  return hasForbiddenCharacters(value) ? { field, reason: 'characters' } : null;
}

/** P7: without an address nobody could be told that a secret was made or ends. */
function actingProblem(username: string, acting: ActingCandidate | null): ProvisioningProblem | null {
  const problem = (reason: ProvisioningReason): ProvisioningProblem => ({ field: 'actingUser', reason });
  if (username.trim() === '') return problem('required');
  if (acting === null) return problem('acting_unknown');
  if (acting.isGuest) return problem('acting_guest');
  if (acting.status !== 'active') return problem('acting_inactive');
  return acting.email !== null && isWellFormedEmail(acting.email) ? null : problem('acting_without_email');
}

function contactProblem(email: string | null): ProvisioningProblem | null {
  return email === null || isWellFormedEmail(email) ? null : { field: 'contactEmail', reason: 'email_malformed' };
}

function numberProblem(field: keyof typeof brakeBounds, value: number): ProvisioningProblem | null {
  const { least, most } = brakeBounds[field];
  return Number.isInteger(value) && value >= least && value <= most ? null : { field, reason: 'out_of_range' };
}
