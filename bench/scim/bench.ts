import type { MeasuredProcess } from '../servingProcess';
import { ScimClient } from './client';
import type { Filled, Org } from './data';
import type { Report } from './report';
import type { Sizes } from './sizes';

/** What a scenario works with. */
export interface Bench {
  readonly server: MeasuredProcess;
  readonly filled: Filled;
  readonly sizes: Sizes;
  readonly report: Report;
}

/** Carries out a scenario as one client of the measured site with so many connections. */
export async function asClient(
  { server, filled }: Bench,
  connections: number,
  work: (client: ScimClient, org: Org) => Promise<void>,
): Promise<void> {
  const [org] = filled.orgs;
  const client = new ScimClient(server.url, org, connections);
  try {
    await work(client, org);
  } finally {
    client.close();
  }
}
