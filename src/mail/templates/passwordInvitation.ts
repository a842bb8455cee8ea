import { paragraphs, type MailTemplate } from '../mailText';

/** A link to choose the password of an account that an administrator or operator looks after. */
export interface PasswordInvitation {
  readonly link: string;
  /** How long the link works. */
  readonly days: number;
  readonly siteName: string;
  readonly username: string;
}

/** Goes to a person who may sign in by password and was sent a link by somebody else. */
export const passwordInvitation: MailTemplate<PasswordInvitation> = {
  en: ({ link, days, siteName, username }) => ({
    subject: `Choose your password for ${siteName}`,
    text: paragraphs(
      `You may sign in to ${siteName} with a password. Your user name is ${username}. Choose your password here:`,
      link,
      `The link works once and for ${days} days.`,
    ),
  }),
  de: ({ link, days, siteName, username }) => ({
    subject: `Passwort für ${siteName} wählen`,
    text: paragraphs(
      `Sie können sich bei ${siteName} mit einem Passwort anmelden. Ihr Benutzername ist ${username}. Wählen Sie Ihr Passwort hier:`,
      link,
      `Der Link gilt einmal und ${days} Tage lang.`,
    ),
  }),
  nb: ({ link, days, siteName, username }) => ({
    subject: `Velg passordet ditt for ${siteName}`,
    text: paragraphs(
      `Du kan logge på ${siteName} med passord. Brukernavnet ditt er ${username}. Velg passordet ditt her:`,
      link,
      `Lenken virker én gang og i ${days} dager.`,
    ),
  }),
};
