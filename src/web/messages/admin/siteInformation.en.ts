/** Site Information: how the site stands, and its own fields. */
export const siteInformation = {
  title: 'Site Information',
};
