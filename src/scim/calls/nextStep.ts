import type { Language } from '../../web';
import type { CallLine } from './callRecord';
import { clientOf } from './clientOf';

type Sentence = Readonly<Record<Language, string>>;

/** What clients do after an answer, as far as their makers say so. */
const steps = {
  nothing: {
    en: 'The client has what it wanted; nothing follows.',
    de: 'Der Client hat, was er wollte; es folgt nichts.',
    nb: 'Klienten har fått det den ville; ingenting følger.',
  },
  okta_links: {
    en: 'Okta stops this task. A look-up by user name or by name of the group finds what is there, and Okta links to it.',
    de: 'Okta beendet diese Aufgabe. Eine Suche nach Benutzername oder Gruppenname findet, was da ist, und Okta verknüpft es.',
    nb: 'Okta stopper denne oppgaven. Et søk på brukernavn eller gruppenavn finner det som er der, og Okta kobler til det.',
  },
  okta_fails: {
    en: 'The task in Okta fails, and Okta shows its administrator the sentence of the error. It runs again only when somebody retries it.',
    de: 'Die Aufgabe in Okta schlägt fehl, und Okta zeigt den Satz des Fehlers dem Administrator. Sie läuft erst wieder, wenn jemand sie wiederholt.',
    nb: 'Oppgaven i Okta mislykkes, og Okta viser setningen i feilen til administratoren. Den kjøres igjen først når noen prøver på nytt.',
  },
  okta_retries: {
    en: 'Okta waits as long as Retry-After says, tries up to ten times with growing pauses, and then lets the task fail.',
    de: 'Okta wartet so lange, wie Retry-After sagt, versucht es bis zu zehnmal mit wachsenden Pausen und lässt die Aufgabe dann scheitern.',
    nb: 'Okta venter så lenge Retry-After sier, prøver opptil ti ganger med lengre og lengre pauser og lar så oppgaven mislykkes.',
  },
  entra_links: {
    en: 'Entra ID looks the object up by its matching attribute in the next cycle (about 40 minutes) and updates what it finds.',
    de: 'Entra ID sucht das Objekt im nächsten Zyklus (etwa 40 Minuten) nach seinem Abgleichattribut und aktualisiert, was es findet.',
    nb: 'Entra ID slår opp objektet på samsvarsattributtet i neste syklus (omtrent 40 minutter) og oppdaterer det den finner.',
  },
  entra_retries: {
    en: 'Entra ID tries again in its next cycles (about every 40 minutes) with growing pauses. After many failures it puts the job into quarantine: once a day, and off after four weeks.',
    de: 'Entra ID versucht es in den nächsten Zyklen (etwa alle 40 Minuten) mit wachsenden Pausen wieder. Nach vielen Fehlern kommt der Auftrag in Quarantäne: einmal am Tag, nach vier Wochen gar nicht mehr.',
    nb: 'Entra ID prøver igjen i de neste syklusene (omtrent hvert 40. minutt) med lengre og lengre pauser. Etter mange feil settes jobben i karantene: én gang om dagen, og av etter fire uker.',
  },
  waits: {
    en: 'The client should wait as long as Retry-After says and then send the same again.',
    de: 'Der Client sollte so lange warten, wie Retry-After sagt, und dann dasselbe noch einmal senden.',
    nb: 'Klienten bør vente så lenge Retry-After sier og så sende det samme på nytt.',
  },
  credentials: {
    en: 'The client cannot go on until its credentials or the account it acts for are put right.',
    de: 'Der Client kommt nicht weiter, bis seine Anmeldedaten oder das Konto, für das er handelt, in Ordnung sind.',
    nb: 'Klienten kommer ikke videre før påloggingen eller kontoen den handler for, er i orden.',
  },
  unknown: {
    en: 'What this client does next is not documented; most send the same again with their next run.',
    de: 'Was dieser Client als Nächstes tut, ist nicht dokumentiert; die meisten senden beim nächsten Lauf dasselbe noch einmal.',
    nb: 'Hva denne klienten gjør videre, er ikke dokumentert; de fleste sender det samme på nytt ved neste kjøring.',
  },
} as const satisfies Record<string, Sentence>;

/** The stable name of what follows. */
export type NextStep = keyof typeof steps;

/** What the client will do next, by who it is and what it was answered. Facts about clients: docs/scim.md. */
export function nextStepOf(call: Pick<CallLine, 'method' | 'status' | 'userAgent' | 'query'>): NextStep {
  const { method, status } = call;
  if (status < 400) return 'nothing';
  const client = clientOf(call);
  if (status === 401) return 'credentials';
  const again = status === 429 || status >= 500;
  if (client === 'okta')
    return again ? 'okta_retries' : status === 409 && method === 'POST' ? 'okta_links' : 'okta_fails';
  if (client === 'entra') return status === 409 && method === 'POST' ? 'entra_links' : 'entra_retries';
  return status === 429 || status === 503 ? 'waits' : 'unknown';
}

/** The same as a sentence. */
export function nextStepText(step: NextStep, language: Language): string {
  return steps[step][language];
}
