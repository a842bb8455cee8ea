import { formatDay, formatNumber, messagesFor, type Language } from '../../web';
import { areaHref } from '../areas';
import type { Attention } from './attention';
import { mostCounted } from './readSiteInformation';

interface AttentionProps {
  readonly language: Language;
  /** Slug. */
  readonly site: string;
  readonly items: readonly Attention[];
}

/** What needs an administrator, each with the way to the page that mends it. */
export function AttentionList({ language, site, items }: AttentionProps) {
  const texts = messagesFor(language).admin.siteInformation;
  return (
    <section class="card stack" aria-labelledby="waiting">
      <h2 id="waiting">{texts.waiting}</h2>
      {items.length === 0 ? (
        <p class="soft">{texts.nothingWaits}</p>
      ) : (
        <ul class="attention">
          {items.map((item) => {
            const { text, link, href, isBad } = wordsOf(item, site, language);
            return (
              <li key={text} {...(isBad && { class: 'bad' })}>
                <p>{text}</p>
                <a href={href}>{link}</a>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

interface Words {
  readonly text: string;
  readonly link: string;
  readonly href: string;
  readonly isBad: boolean;
}

function wordsOf(item: Attention, site: string, language: Language): Words {
  const texts = messagesFor(language).admin.siteInformation.attention;
  const number = (value: number) => formatNumber(value, language);
  const editHref = `${areaHref('siteInformation', site)}/edit`;
  const users = areaHref('users', site);
  switch (item.id) {
    case 'partner_id_missing':
      return { text: texts.partnerIdMissing, link: texts.partnerIdMissingLink, href: editHref, isBad: true };
    case 'overdrawn': {
      const text = texts.overdrawn(number(item.used), number(item.seats));
      return { text, link: texts.overdrawnLink, href: users, isBad: true };
    }
    case 'seats_full':
      return { text: texts.seatsFull, link: texts.seatsFullLink, href: editHref, isBad: true };
    case 'ended':
    case 'ends_soon':
      return endingWords(item, site, language);
    case 'held_metadata': {
      const href = areaHref('singleSignOn', site);
      return { text: texts.held(item.connection), link: texts.heldLink, href, isBad: true };
    }
    case 'pending_people': {
      const text = texts.pending(number(item.people), item.people === 1);
      return { text, link: texts.pendingLink, href: `${users}?status=pending`, isBad: false };
    }
    case 'unlisted_values': {
      const { signIns } = item;
      const text = texts.unlisted(number(signIns), signIns === 1, signIns >= mostCounted);
      return { text, link: texts.unlistedLink, href: areaHref('trackingCodes', site), isBad: false };
    }
  }
}

function endingWords(
  { id, thing, daysLeft }: Extract<Attention, { readonly id: 'ended' | 'ends_soon' }>,
  site: string,
  language: Language,
): Words {
  const texts = messagesFor(language).admin.siteInformation.attention;
  const what = texts.things[thing.kind](thing.connection ?? '', thing.subject);
  const day = formatDay(thing.endsAt, language);
  const text = id === 'ended' ? texts.ended(what, day) : texts.endsSoon(what, daysLeft, day);
  if (thing.kind === 'scim_secret') {
    return { text, link: texts.endingSecretLink, href: areaHref('provisioning', site), isBad: daysLeft <= 7 };
  }
  // Our own keys are made anew by themselves; the page says which is next.
  return { text, link: texts.endingLink, href: areaHref('singleSignOn', site), isBad: daysLeft <= 7 };
}
