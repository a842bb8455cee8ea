import type { AdminMessages } from './en';

export const singleSignOn: AdminMessages['singleSignOn'] = {
  title: 'Enkel pålogging',
};
