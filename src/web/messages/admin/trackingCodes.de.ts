import type { AdminMessages } from './en';

export const trackingCodes: AdminMessages['trackingCodes'] = {
  title: 'Tracking-Codes',
};
