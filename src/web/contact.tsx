import { safeHref } from './safeHref';

/** Whom a site's people can ask (`adminContact` of the site file). */
export interface Contact {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly url?: string | null;
}

/** The contact with only those parts that are set; null when nothing is. What problem+json shows. */
export function knownContact(contact: Contact | null): Readonly<Record<string, string>> | null {
  const parts = Object.entries({ name: contact?.name, email: contact?.email, url: contact?.url });
  const set = parts.filter((part): part is [string, string] => typeof part[1] === 'string' && part[1] !== '');
  return set.length === 0 ? null : Object.fromEntries(set);
}

interface ContactProps {
  readonly contact: Contact;
  readonly mailSubject: string;
}

/** Name, mail link (with the subject filled in) and address of a contact, each only when set. */
export function ContactLines({ contact, mailSubject }: ContactProps) {
  const { name, email, url } = knownContact(contact) ?? {};
  return (
    <ul>
      {name && <li>{name}</li>}
      {email && (
        <li>
          <a href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(mailSubject)}`}>{email}</a>
        </li>
      )}
      {url && (
        <li>
          <a href={safeHref(url)}>{url.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>
        </li>
      )}
    </ul>
  );
}
