import type { AdminMessages } from './en';

export const operator: AdminMessages['operator'] = {
  title: 'Alle Sites',
};
