import type { AdminMessages } from './en';
import { activity } from './activity.nb';
import { emailDomains } from './emailDomains.nb';
import { fieldNames } from './fieldNames.nb';
import { frame } from './frame.nb';
import { operator } from './operator.nb';
import { provisioning } from './provisioning.nb';
import { scimCalls } from './scimCalls.nb';
import { rules } from './rules.nb';
import { singleSignOn } from './singleSignOn.nb';
import { siteInformation } from './siteInformation.nb';
import { support } from './support.nb';
import { trackingCodes } from './trackingCodes.nb';
import { users } from './users.nb';
import { workspaces } from './workspaces.nb';

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
