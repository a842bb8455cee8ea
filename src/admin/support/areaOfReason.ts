import type { Area } from '../areas';
import { reasons, type ReasonId } from '../../sso/catalogue';

const areas: Partial<Record<ReasonId, Area>> = {
  seat_unavailable: 'siteInformation',
  partner_id_missing: 'siteInformation',
  email_domain_restricted: 'emailDomains',
  email_taken: 'users',
  username_confusable: 'users',
};

/** The area of the administration that mends a reason; null when it is mended elsewhere. */
export function areaOfReason(reason: ReasonId): Area | null {
  if (reasons[reason].whoActs !== 'site_admin') return null;
  const area = areas[reason];
  if (area !== undefined) return area;
  if (reason.startsWith('tracking_code_')) return 'trackingCodes';
  return reason.startsWith('account_') ? 'users' : 'singleSignOn';
}
