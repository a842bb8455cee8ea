/** Namespaces of SAML 2.0, XML Signature and XML Encryption. */
export const namespaces = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  excC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  xenc: 'http://www.w3.org/2001/04/xmlenc#',
  xenc11: 'http://www.w3.org/2009/xmlenc11#',
  xs: 'http://www.w3.org/2001/XMLSchema',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** The only canonicalization the gate accepts: exclusive, without comments. */
export const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** The only transform allowed before the canonicalization. */
export const envelopedSignature = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** Top-level status of a successful Response (SAML Core 3.2.2.2). */
export const statusSuccess = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The only confirmation method of the Web Browser SSO profile (SAML Profiles 3.3). */
export const bearerMethod = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Name identifier formats (SAML Core 8.3). */
export const nameIdFormats = {
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  x509SubjectName: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
  entity: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
} as const;
