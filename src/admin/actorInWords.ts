import { messagesFor, type Language } from '../web';

/**
 * Who did something, in words: somebody of the site by their user name, everything else by its kind and name.
 *
 * @param actor as the activity log names them: `account:ada@acme.test`, `scim:Okta`, `schedule`
 */
export function actorInWords(actor: string, language: Language): string {
  const { actors, actorWith } = messagesFor(language).admin.activity;
  const [kind = '', ...rest] = actor.split(':');
  const name = rest.join(':');
  if (kind === 'account') return name;
  const words: Readonly<Record<string, string>> = actors;
  const word = Object.hasOwn(words, kind) ? (words[kind] ?? kind) : kind;
  return name === '' ? word : actorWith(word, name);
}
