import type { AdminMessages } from './en';

export const siteInformation: AdminMessages['siteInformation'] = {
  title: 'Om nettstedet',
};
