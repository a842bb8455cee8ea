import type { AdminMessages } from './en';

export const trackingCodes: AdminMessages['trackingCodes'] = {
  title: 'Sporingskoder',
};
