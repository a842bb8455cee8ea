import { messagesFor, type FormError, type Language } from '../../web';
import type { WorkspaceChange } from '../../workspaces';

/** What is wrong with a name, at the field it was entered in. */
export function nameErrors(change: WorkspaceChange, field: string, language: Language): FormError[] {
  if (change.outcome !== 'refused') return [];
  return [{ field, text: messagesFor(language).admin.workspaces.nameFaults[change.fault] }];
}
