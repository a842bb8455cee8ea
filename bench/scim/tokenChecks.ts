import { asClient, type Bench } from './bench';
import { each } from './client';
import { short } from './report';

const connections = 16;
const warmUp = 1_000;

/** B10: what telling who calls costs, on the cheapest address. */
export async function tokenChecks(bench: Bench): Promise<void> {
  const { report, server, sizes } = bench;
  await asClient(bench, connections, async (client) => {
    // What a process that has just started still compiles is not what is asked.
    await each(warmUp, connections, () => client.get('/ServiceProviderConfig'));
    const { perSecond, errors } = await report.measure('B10 token check', server, [client], () =>
      each(sizes.tokenChecks, connections, () => client.get('/ServiceProviderConfig')),
    );
    const line = 'at least 1,500 requests/s, no error';
    report.judge('B10', line, perSecond >= 1_500 && errors === 0, `${short(perSecond)}/s, ${errors}`);
  });
}
