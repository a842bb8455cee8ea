import type { Config } from '../../config';
import { isLoopbackHost } from '../../settings';
import type { Finding } from '../../findings';

/** What is worth saying of settings that are valid. */
export function settingFindings(config: Config): Finding[] {
  const isPublic = !isLoopbackHost(new URL(config.publicUrl).hostname);
  const findings: (Omit<Finding, 'site'> | null)[] = [
    isPublic && config.demo
      ? {
          id: 'demo_in_public',
          level: 'problem',
          subject: 'DEMO',
          what: 'The demo is on although PUBLIC_URL is not this machine: anybody can sign in to the demo site.',
          todo: 'Set DEMO=off.',
        }
      : null,
    isPublic && !config.rateLimits
      ? {
          id: 'rate_limits_off',
          level: 'problem',
          subject: 'RATE_LIMITS',
          what: 'Rate limits are off.',
          todo: 'Set RATE_LIMITS=on; off is for load tests.',
        }
      : null,
    config.trustProxy === true
      ? {
          id: 'trusts_any_proxy',
          level: 'problem',
          subject: 'TRUST_PROXY',
          what: 'Every client may say which address it has, because all proxies are believed.',
          todo: 'Set TRUST_PROXY to the number of proxies before us, or to their addresses.',
        }
      : null,
    isPublic && config.trustProxy === false
      ? {
          id: 'trusts_no_proxy',
          level: 'notice',
          subject: 'TRUST_PROXY',
          what: 'No proxy is believed, so behind one all clients seem to have its address.',
          todo: 'If a proxy ends TLS before us, set TRUST_PROXY, such as TRUST_PROXY=1.',
        }
      : null,
  ];
  return findings.flatMap((finding) => (finding === null ? [] : [{ ...finding, site: null }]));
}
