import { paragraphs, type MailTemplate } from '../mailText';

/** Somebody who has become a member of a workspace. */
export interface WorkspaceWelcome {
  readonly siteName: string;
  readonly workspace: string;
  /** Where they sign in. */
  readonly link: string;
}

/** Goes to whoever has become a member of a workspace, once for each membership. */
export const workspaceWelcome: MailTemplate<WorkspaceWelcome> = {
  en: ({ siteName, workspace, link }) => ({
    subject: `${siteName}: welcome to ${workspace}`,
    text: paragraphs(`You are now a member of the workspace "${workspace}" at ${siteName}.`, `Sign in here:\n${link}`),
  }),
  de: ({ siteName, workspace, link }) => ({
    subject: `${siteName}: Willkommen in ${workspace}`,
    text: paragraphs(
      `Sie sind jetzt Mitglied des Arbeitsbereichs „${workspace}“ bei ${siteName}.`,
      `Hier melden Sie sich an:\n${link}`,
    ),
  }),
  nb: ({ siteName, workspace, link }) => ({
    subject: `${siteName}: velkommen til ${workspace}`,
    text: paragraphs(`Du er nå medlem av arbeidsområdet «${workspace}» hos ${siteName}.`, `Logg på her:\n${link}`),
  }),
};
