/**
 * Owns: what our mails say, one file a mail, each in every language.
 * Owns not: when one is sent and to whom (the capability that sends it).
 */
import type { Language } from '../../web';
import type { MailTemplate, MailText } from '../mailText';
import { certificateExpiring } from './certificateExpiring';
import { exceptionEnding } from './exceptionEnding';
import { passwordInvitation } from './passwordInvitation';
import { passwordReset } from './passwordReset';
import { provisioningHeld } from './provisioningHeld';
import { requestAccepted } from './requestAccepted';
import { requestRejected } from './requestRejected';
import { secretEnding } from './secretEnding';
import { verifyEmail } from './verifyEmail';
import { workspaceWelcome } from './workspaceWelcome';

/** Every mail, by the name under which it is stored. */
export const templates = {
  certificate_expiring: certificateExpiring,
  exception_ending: exceptionEnding,
  password_invitation: passwordInvitation,
  password_reset: passwordReset,
  provisioning_held: provisioningHeld,
  request_accepted: requestAccepted,
  request_rejected: requestRejected,
  secret_ending: secretEnding,
  verify_email: verifyEmail,
  workspace_welcome: workspaceWelcome,
} as const;

/** Name of a mail. */
export type TemplateName = keyof typeof templates;
/** What a mail needs to know. */
export type TemplateData<Name extends TemplateName> =
  (typeof templates)[Name] extends MailTemplate<infer Data> ? Data : never;

/** Line breaks and other control characters, which would let a name look like a line, or a header, of ours. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Writes a mail. Whatever names it is given stay within their line. Pure. */
export function writeMail<Name extends TemplateName>(
  name: Name,
  language: Language,
  data: TemplateData<Name>,
): MailText {
  const template = templates[name] as unknown as MailTemplate<TemplateData<Name> & object>;
  return template[language](withoutControls(data) as TemplateData<Name> & object);
}

function withoutControls(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(controls, ' ').trim();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutControls(inner)]));
}
