import type { AdminMessages } from './en';

export const support: AdminMessages['support'] = {
  title: 'Support',
};
