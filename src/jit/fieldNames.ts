import type { MappedField } from './types';

/** What a near miss can be found for: a mapped field, or the user name. */
export type NamedField = MappedField | 'username';

/**
 * Other names under which directories release the same thing: claim URIs of AD FS and Entra ID, LDAP attributes as
 * OID and MACE URN (X.500 profile, eduPerson, SAML subject identifiers), and plain names in wide use. They are never
 * read; they explain why an attribute was not found.
 */
export const otherNames: Readonly<Record<NamedField, readonly string[]>> = {
  username: [
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname',
    'urn:oid:0.9.2342.19200300.100.1.1',
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
    'urn:mace:dir:attribute-def:uid',
    'urn:mace:dir:attribute-def:eduPersonPrincipalName',
    'urn:oasis:names:tc:SAML:attribute:subject-id',
    'eduPersonPrincipalName',
    'userPrincipalName',
    'sAMAccountName',
    'username',
    'user_name',
    'login',
    'upn',
  ],
  firstName: [
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
    'urn:oid:2.5.4.42',
    'urn:mace:dir:attribute-def:givenName',
    'givenName',
    'Given-Name',
  ],
  lastName: [
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
    'urn:oid:2.5.4.4',
    'urn:mace:dir:attribute-def:sn',
    'surname',
    'familyName',
    'sn',
  ],
  email: [
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    'urn:oid:0.9.2342.19200300.100.1.3',
    'urn:mace:dir:attribute-def:mail',
    'E-Mail-Addresses',
    'emailAddress',
    'mail',
  ],
  displayName: [
    'http://schemas.microsoft.com/identity/claims/displayname',
    'urn:oid:2.16.840.1.113730.3.1.241',
    'urn:mace:dir:attribute-def:displayName',
    'cn',
  ],
  language: [
    'http://schemas.microsoft.com/identity/claims/preferredlanguage',
    'urn:oid:2.16.840.1.113730.3.1.39',
    'urn:mace:dir:attribute-def:preferredLanguage',
    'preferredLanguage',
    'locale',
  ],
};
