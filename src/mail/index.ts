/**
 * Owns: mail, from what it says to the mail server: its texts, the outbox in which it is written in the transaction of its
 * cause, and handing it over (RFC 5321) by the job queue; and who they are that a site's administration is told by.
 * Owns not: who gets a mail and when; each capability decides that and calls `SendMail`.
 */
export { findAdminRecipients, type Recipient } from './adminRecipients';
export { deliver } from './deliver';
export { listMails, outboxTrouble, readMail, type MailQuery, type OutboxMail, type OutboxTrouble } from './outbox';
export { createSendMail, deliverMail, type OutgoingMail, type SendMail } from './sendMail';
export type { TemplateData, TemplateName } from './templates';
export { createMailTransport, type MailTransport } from './transport';
