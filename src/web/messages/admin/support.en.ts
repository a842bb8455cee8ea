/** The support desk of a site. */
export const support = {
  title: 'Support desk',
};
