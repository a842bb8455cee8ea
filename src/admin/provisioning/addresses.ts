import { areaHref } from '../areas';

const below = (site: string, id: string, path = '') => `${areaHref('provisioning', site)}/${id}${path}`;

/** Where the pages of provisionings are. */
export const provisioningHref = {
  list: (site: string) => areaHref('provisioning', site),
  new: (site: string) => below(site, 'new'),
  settings: (site: string, id: string) => below(site, id),
  setUp: (site: string, id: string) => below(site, id, '/set-up'),
  calls: (site: string, id: string) => below(site, id, '/calls'),
  heldCalls: (site: string, id: string) => below(site, id, '/calls?outcome=held'),
  call: (site: string, id: string, call: string) => below(site, id, `/calls/${call}`),
  exportCalls: (site: string, id: string) => below(site, id, '/calls/export'),
  release: (site: string, id: string) => below(site, id, '/release'),
  remove: (site: string, id: string) => below(site, id, '/remove'),
};
