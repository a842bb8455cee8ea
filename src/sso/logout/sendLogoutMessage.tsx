import type { Request, Response } from 'express';
import type { LogoutVerdict } from '../../saml';
import { formActionFor, languageOf, RedirectPage, sendPage } from '../../web';
import { PostLogoutPage } from '../pages';

/** A logout message that could be made. */
export type LogoutMessage = Exclude<LogoutVerdict, { readonly outcome: 'refused' }>;

/**
 * Lets the browser carry a logout message to the identity provider.
 *
 * @param after `form`: the browser has just sent a form of ours, which form-action keeps from being redirected elsewhere;
 *   `message`: it came from the identity provider, which may show no page of ours on the way (a frame, for example)
 */
export function sendLogoutMessage(
  req: Request,
  res: Response,
  message: LogoutMessage,
  after: 'form' | 'message',
): void {
  const language = languageOf(req);
  if (message.outcome === 'post') {
    formActionFor(res, message.action);
    const { action, fields } = message;
    sendPage(res, 200, <PostLogoutPage language={language} action={action} fields={fields} />);
    return;
  }
  if (after === 'message') {
    res.redirect(303, message.url);
    return;
  }
  const destination = new URL(message.url).host;
  sendPage(res, 200, <RedirectPage language={language} href={message.url} destination={destination} />);
}
