import type { AdminMessages } from './en';
import { activity } from './activity.de';
import { emailDomains } from './emailDomains.de';
import { fieldNames } from './fieldNames.de';
import { frame } from './frame.de';
import { operator } from './operator.de';
import { provisioning } from './provisioning.de';
import { scimCalls } from './scimCalls.de';
import { rules } from './rules.de';
import { singleSignOn } from './singleSignOn.de';
import { siteInformation } from './siteInformation.de';
import { support } from './support.de';
import { trackingCodes } from './trackingCodes.de';
import { users } from './users.de';
import { workspaces } from './workspaces.de';

export const admin: AdminMessages = {
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
