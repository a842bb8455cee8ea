import type { AdminMessages } from './en';

export const activity: AdminMessages['activity'] = {
  title: 'Endringslogg',
};
