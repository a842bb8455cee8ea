/** People of the site: the list, adding, editing, requests, CSV. */
export const users = {
  title: 'Users',
};
