import { isIP } from 'node:net';
import { z } from 'zod';
import { characterCount, domainKey, hasForbiddenCharacters, isTimeZone, isWellFormedEmail } from '../../accounts';
import { ruleMessage, type FieldRule } from './fieldRule';

// Rules of single values. What the value is instead is added where it is told.

const mustBeText = { error: ruleMessage({ id: 'text' }) };

/** Text of 1 to `longest` characters without invisible ones and without blanks at its ends. */
export function text(longest: number) {
  return z.string(mustBeText).superRefine((value, context) => {
    const broken = brokenByText(value, longest);
    if (broken !== null) context.addIssue({ code: 'custom', message: ruleMessage(broken) });
  });
}

function brokenByText(value: string, longest: number): FieldRule | null {
  if (value === '') return { id: 'filled' };
  if (value.trim() !== value) return { id: 'no_blank_ends' };
  if (characterCount(value) > longest) return { id: 'at_most', characters: longest };
  return hasForbiddenCharacters(value) ? { id: 'no_invisible' } : null;
}

/** A whole number of a range. */
export function wholeNumber(from: number, to: number) {
  const error = ruleMessage({ id: 'between', from, to });
  return z.int({ error }).min(from, { error }).max(to, { error });
}

/** True or false. */
export const flag = z.boolean({ error: ruleMessage({ id: 'flag' }) });

/** One of the words named. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: ruleMessage({ id: 'one_of', values }) });
}

/** A list, which may be empty. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: ruleMessage({ id: 'list' }) });
}

/** A list that must name something. */
export function filledList<Item extends z.ZodType>(item: Item) {
  return list(item).min(1, { error: ruleMessage({ id: 'filled_list' }) });
}

/** An object of known fields; an unknown one is a mistake, not a remark. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  const error = ruleMessage({ id: 'fields' });
  return z.strictObject(shape, { error: (issue) => (issue.code === 'invalid_type' ? error : undefined) });
}

/** A name that stands in addresses. */
export const slug = z.string(mustBeText).regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: ruleMessage({ id: 'slug' }) });

/** A domain; comes out in the form domains are compared in. */
export const domain = z.string(mustBeText).transform((value, context) => {
  const key = domainKey(value);
  if (key === null || isIP(key) !== 0 || !/^(?=.{1,253}$)(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(key)) {
    context.addIssue({ code: 'custom', message: ruleMessage({ id: 'domain' }) });
    return z.NEVER;
  }
  return key;
});

/** Domains, each once. */
export const domains = list(domain).transform((all) => [...new Set(all)]);

/** An e-mail address that can be written to. */
export const email = z.string(mustBeText).refine((value) => characterCount(value) <= 255 && isWellFormedEmail(value), {
  error: ruleMessage({ id: 'email' }),
});

/**
 * Addresses a browser or an identity provider is reached at.
 *
 * @param allowHttp true where PUBLIC_URL is http on loopback
 */
export function addressRules(allowHttp: boolean) {
  const isAllowed = (value: string) => {
    if (!URL.canParse(value) || /[\s\\]/.test(value)) return false;
    const { protocol, username, password } = new URL(value);
    return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && allowHttp));
  };
  const address = z.string(mustBeText).refine((value) => value.length <= 2048 && isAllowed(value), {
    error: ruleMessage({ id: 'address', http: allowHttp }),
  });
  const origin = z.string(mustBeText).transform((value, context) => {
    const url = isAllowed(value) ? new URL(value) : null;
    if (url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '' || /[?#]/.test(value)) {
      context.addIssue({ code: 'custom', message: ruleMessage({ id: 'origin', http: allowHttp }) });
      return z.NEVER;
    }
    return url.origin;
  });
  return { address, origin };
}

const moment = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** The moment a text names, of the years 1 to 9999 in UTC; a day alone means its last millisecond. Null when it is none. */
export function readMoment(value: string): Date | null {
  if (!moment.test(value)) return null;
  const isDay = value.length === 10;
  const date = new Date(isDay ? `${value}T23:59:59.999Z` : value);
  // Date rolls a 31 June over to July.
  if (Number.isNaN(date.getTime())) return null;
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  const year = date.getUTCFullYear();
  // What lies beyond is written to the database and cannot be read from it again.
  if (year < 1 || year > 9999) return null;
  return day.toISOString().startsWith(value.slice(0, 10)) ? date : null;
}

const momentError = ruleMessage({ id: 'moment' });

/** A moment, kept as written. */
export const momentText = z.string({ error: momentError }).refine((value) => readMoment(value) !== null, {
  error: momentError,
});

/** A moment; comes out as ISO 8601 in UTC. */
export const momentIso = momentText.transform((value) => (readMoment(value) ?? new Date(NaN)).toISOString());

/** A language tag (BCP 47). */
export const language = z.string(mustBeText).refine(
  (value) => {
    try {
      return value.length <= 35 && Intl.getCanonicalLocales(value).length === 1;
    } catch {
      return false;
    }
  },
  { error: ruleMessage({ id: 'language' }) },
);

/** A name of the IANA time zone database. */
export const timeZone = z.string(mustBeText).refine(isTimeZone, { error: ruleMessage({ id: 'time_zone' }) });
