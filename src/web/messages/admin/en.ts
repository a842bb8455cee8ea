import { activity } from './activity.en';
import { emailDomains } from './emailDomains.en';
import { fieldNames } from './fieldNames.en';
import { frame } from './frame.en';
import { operator } from './operator.en';
import { provisioning } from './provisioning.en';
import { scimCalls } from './scimCalls.en';
import { rules } from './rules.en';
import { singleSignOn } from './singleSignOn.en';
import { siteInformation } from './siteInformation.en';
import { support } from './support.en';
import { trackingCodes } from './trackingCodes.en';
import { users } from './users.en';
import { workspaces } from './workspaces.en';

/** Every text of the administration in English, an object for each area, each area in files of its own. */
export const admin = {
  frame,
  rules,
  siteInformation,
  emailDomains,
  users,
  workspaces,
  trackingCodes,
  singleSignOn,
  provisioning,
  scimCalls,
  activity,
  fieldNames,
  support,
  operator,
};

/** The shape every language has to fill. */
export type AdminMessages = typeof admin;
