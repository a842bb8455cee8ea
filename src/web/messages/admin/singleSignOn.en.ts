/** Connections, certificates, mapping, test sign-in. */
export const singleSignOn = {
  title: 'Single sign-on',
};
