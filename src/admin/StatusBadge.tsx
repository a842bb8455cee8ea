import type { AccountStatus } from '../jit';
import { Badge, messagesFor, type Language } from '../web';

/** How an account stands, in a word. */
export function StatusBadge({ status, language }: { readonly status: AccountStatus; readonly language: Language }) {
  const tone = status === 'active' ? 'good' : status === 'pending' ? 'plain' : 'bad';
  return <Badge tone={tone}>{messagesFor(language).admin.users.form.statuses[status]}</Badge>;
}
