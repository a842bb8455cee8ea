import type { AdminMessages } from './en';

export const users: AdminMessages['users'] = {
  title: 'Brukere',
};
