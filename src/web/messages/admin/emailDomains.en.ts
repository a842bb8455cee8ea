/** E-mail and sign-in domains of the site. */
export const emailDomains = {
  title: 'E-mail domains',
};
