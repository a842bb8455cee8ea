import type { Requirable } from '../../sso';
import { messagesFor, type FormError, type Language } from '../../web';

/** Why single sign-on cannot be demanded yet, as mistakes of the form; nothing stands in the way: none. */
export function judgeRequired({ testedConnections, hasBypass }: Requirable, language: Language): FormError[] {
  const texts = messagesFor(language).admin.singleSignOn.requires;
  const field = 'singleSignOn.required';
  return [
    ...(testedConnections.length === 0 ? [{ field, text: texts.test }] : []),
    ...(hasBypass ? [] : [{ field, text: texts.bypass }]),
  ];
}
