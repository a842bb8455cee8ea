/** What administrators set of a provisioning. */
export interface ProvisioningSettings {
  /** Unique in its site; what the activity log calls it. */
  readonly name: string;
  readonly description: string | null;
  readonly credentialType: 'basic' | 'bearer' | 'oauth';
  /** User name of the account everything is put down to, and to whom the secrets belong. */
  readonly actingUser: string;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  /** Of people whose userType names neither. */
  readonly defaultType: 'host' | 'attendee';
  readonly namePolicy: 'allow' | 'transliterate' | 'reject';
  readonly strictAttributes: boolean;
  readonly rejectUnmappedGroups: boolean;
  readonly deleteWorkspaceGroups: boolean;
  readonly brakeCount: number;
  /** 0–100. */
  readonly brakePercent: number;
  readonly brakeWindowMinutes: number;
  readonly enabled: boolean;
}

/** What a new provisioning has where nothing is said of it. */
export const newProvisioning: Omit<ProvisioningSettings, 'name' | 'actingUser' | 'credentialType'> = {
  description: null,
  contactName: null,
  contactEmail: null,
  defaultType: 'host',
  namePolicy: 'allow',
  strictAttributes: false,
  rejectUnmappedGroups: false,
  deleteWorkspaceGroups: false,
  brakeCount: 20,
  brakePercent: 20,
  brakeWindowMinutes: 60,
  enabled: true,
};

/** Why a setting cannot be saved. */
export type ProvisioningReason =
  | 'required'
  | 'too_long'
  | 'characters'
  | 'name_taken'
  | 'acting_unknown'
  | 'acting_guest'
  | 'acting_inactive'
  | 'acting_without_email'
  | 'email_malformed'
  | 'out_of_range';

/** One mistake. */
export interface ProvisioningProblem {
  readonly field: keyof ProvisioningSettings;
  readonly reason: ProvisioningReason;
}

/** Bounds of the numbers, which the database holds, too. */
export const brakeBounds = {
  brakeCount: { least: 0, most: 1_000_000 },
  brakePercent: { least: 0, most: 100 },
  brakeWindowMinutes: { least: 1, most: 1440 },
} as const;

/** Characters that a name, a description and a contact may have. */
export const longestSetting = 255;
