import { trackingCodeName } from '../trackingCodes';
import { attendeeAttribute } from './decideCreation';
import { nameIdSource } from './mapPerson';
import { mappedFields, type PolicySettings } from './types';
import { updateTimestampNames } from './updateTimestamp';

/**
 * The names of all attributes the policy reads one value of. The gate refuses those that come with several different
 * values, so that no two places can read the same assertion differently.
 */
export function singleValuedAttributes(
  settings: Pick<PolicySettings, 'usernameFrom' | 'attributes' | 'trackingCodes'>,
): string[] {
  const names = [
    ...settings.usernameFrom.filter((source) => source !== nameIdSource),
    ...mappedFields.flatMap((field) => settings.attributes[field]),
    ...settings.trackingCodes.filter(({ usage }) => usage !== 'not_used').map(({ number }) => trackingCodeName(number)),
    ...updateTimestampNames,
    attendeeAttribute,
  ];
  return [...new Set(names)];
}
