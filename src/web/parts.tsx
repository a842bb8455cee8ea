import type { ComponentChildren } from 'preact';
import { messagesFor } from './messages';
import type { Language } from './messages';

/** A label and its value. */
export type Fact = readonly [label: string, value: ComponentChildren];

/** Facts under their labels, as many beside each other as fit. */
export function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl class="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How something stands, in a word; the colour only repeats it. */
export function Badge({ tone, children }: { readonly tone?: 'good' | 'bad' | 'plain'; children: ComponentChildren }) {
  return <span class={tone === 'good' || tone === 'bad' ? `badge ${tone}` : 'badge'}>{children}</span>;
}

/** A value to copy: one click selects all of it, without script. */
export function CopyValue({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div class="copy">
      <p class="label">{label}</p>
      <code tabindex={0}>{value}</code>
    </div>
  );
}

/** What has just been done, said once on the page that follows. */
export function Notice({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="notice good" role="status">
      {children}
    </p>
  );
}

/** Something that needs attention on this page. */
export function Warning({ children, tone }: { readonly children: ComponentChildren; readonly tone?: 'bad' }) {
  return <div class={tone === 'bad' ? 'notice bad' : 'notice'}>{children}</div>;
}

interface PagerProps {
  readonly language: Language;
  /** Where older ones, or those after these in the order, are shown; null when there are none. */
  readonly olderHref: string | null;
  readonly newerHref: string | null;
  /** Other words than "Older" and "Newer", for lists that are not in the order of time. */
  readonly labels?: { readonly older: string; readonly newer: string };
}

/** Steps through a list by key; it never knows how many there are. Nothing at all when everything is in view. */
export function Pager({ language, olderHref, newerHref, labels }: PagerProps) {
  if (olderHref === null && newerHref === null) return null;
  const texts = messagesFor(language).admin.frame;
  return (
    <nav class="row" aria-label={texts.pages}>
      {newerHref !== null && (
        <a class="button quiet" rel="prev" href={newerHref}>
          {labels?.newer ?? texts.newer}
        </a>
      )}
      {olderHref !== null && (
        <a class="button quiet" rel="next" href={olderHref}>
          {labels?.older ?? texts.older}
        </a>
      )}
    </nav>
  );
}

interface FiltersProps {
  readonly language: Language;
  /** The address of the list; the fields are sent to it by GET. */
  readonly action: string;
  readonly children: ComponentChildren;
  /** True when something is filtered: then a link leads back to everything. */
  readonly isFiltered: boolean;
  readonly submit?: string;
}

/** The form above a list that says what is in it. Its state stands in the address. */
export function Filters({ language, action, children, isFiltered, submit }: FiltersProps) {
  const texts = messagesFor(language).admin.frame;
  return (
    <form class="filters" method="get" action={action} role="search">
      {children}
      <div class="row">
        <button type="submit" class="button quiet">
          {submit ?? texts.filter}
        </button>
        {isFiltered && <a href={action}>{texts.clearFilters}</a>}
      </div>
    </form>
  );
}
