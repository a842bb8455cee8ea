import { Router } from 'express';
import { buildSpMetadata } from '../saml';
import type { ConnectionCache } from '../sites';
import { refusalAnswer } from './refusalAnswer';
import { addressUnknown } from './ssoDisabled';

/** What serving metadata needs. */
export interface MetadataDependencies {
  readonly connections: ConnectionCache;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
}

/** `GET /saml/{site}/{connection}/metadata`: what an identity provider needs to know of us. Public; holds no secret. */
export function metadataRoutes({ connections, publicUrl }: MetadataDependencies): Router {
  const router = Router();
  router.get('/saml/:site/:connection/metadata', async (req, res) => {
    const connection = await connections.current(req.params.site, req.params.connection);
    if (connection === null) {
      const refusal = addressUnknown(null);
      refusalAnswer(req, res, { refusal, reference: null, site: null, publicUrl, status: 404 });
      return;
    }
    const { login, addresses, keys, adminContact, siteName } = connection;
    const metadata = buildSpMetadata({
      ...login,
      logoutUrl: addresses.logout,
      keys,
      displayName: siteName,
      contact: adminContact.email === null ? null : { name: adminContact.name, email: adminContact.email },
    });
    res
      .set('Cache-Control', 'no-cache')
      .set('Content-Type', 'application/samlmetadata+xml')
      .send(Buffer.from(metadata));
  });
  return router;
}
