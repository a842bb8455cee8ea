/** What operators do beyond one site. */
export const operator = {
  title: 'All sites',
};
