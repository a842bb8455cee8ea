import { paragraphs, type MailTemplate } from '../mailText';

/** A link to choose a new password. */
export interface PasswordReset {
  readonly link: string;
  /** How long the link works. */
  readonly minutes: number;
}

/** Goes to a person who has forgotten the password. */
export const passwordReset: MailTemplate<PasswordReset> = {
  en: ({ link, minutes }) => ({
    subject: 'Choose a new password',
    text: paragraphs(
      'Somebody, we hope you, has asked for a new password for your account. Choose one here:',
      link,
      `The link works once and for ${minutes} minutes. If it was not you, do nothing: your password stays as it is.`,
    ),
  }),
  de: ({ link, minutes }) => ({
    subject: 'Neues Passwort wählen',
    text: paragraphs(
      'Jemand, hoffentlich Sie selbst, hat ein neues Passwort für Ihr Konto angefordert. Wählen Sie es hier:',
      link,
      `Der Link gilt einmal und ${minutes} Minuten lang. Waren Sie es nicht, tun Sie nichts: Ihr Passwort bleibt, wie es ist.`,
    ),
  }),
  nb: ({ link, minutes }) => ({
    subject: 'Velg et nytt passord',
    text: paragraphs(
      'Noen, forhåpentligvis du selv, har bedt om et nytt passord for kontoen din. Velg det her:',
      link,
      `Lenken virker én gang og i ${minutes} minutter. Var det ikke du, trenger du ikke å gjøre noe: passordet ditt blir som det er.`,
    ),
  }),
};
