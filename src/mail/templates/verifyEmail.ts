import { paragraphs, type MailTemplate } from '../mailText';

/** A link that shows that mail to this address arrives. */
export interface VerifyEmail {
  readonly link: string;
}

/** Goes to a person at the first sign-in by password. */
export const verifyEmail: MailTemplate<VerifyEmail> = {
  en: ({ link }) => ({
    subject: 'Confirm your e-mail address',
    text: paragraphs(
      'You have signed in with a password for the first time. Confirm that this address is yours:',
      link,
      'If it was not you, tell your administrator: somebody knows your password.',
    ),
  }),
  de: ({ link }) => ({
    subject: 'E-Mail-Adresse bestätigen',
    text: paragraphs(
      'Sie haben sich zum ersten Mal mit einem Passwort angemeldet. Bestätigen Sie, dass diese Adresse Ihnen gehört:',
      link,
      'Waren Sie es nicht, sagen Sie es Ihrer Administration: Jemand kennt Ihr Passwort.',
    ),
  }),
  nb: ({ link }) => ({
    subject: 'Bekreft e-postadressen din',
    text: paragraphs(
      'Du har logget på med passord for første gang. Bekreft at denne adressen er din:',
      link,
      'Var det ikke du, må du si fra til administratoren: noen kjenner passordet ditt.',
    ),
  }),
};
