import type { AdminMessages } from './en';

export const emailDomains: AdminMessages['emailDomains'] = {
  title: 'E-postdomener',
};
