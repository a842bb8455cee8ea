import { LinkButton } from '../forms';
import { ThresholdPage } from '../layout';
import { messagesFor } from '../messages';
import type { Language, Messages } from '../messages';

interface InLanguage {
  readonly language: Language;
}

/** 404. The same for what is not there and for what is somebody else's. */
export function NotFoundPage({ language }: InLanguage) {
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.notFound.title} language={language} door="closed">
      <h1>{texts.notFound.heading}</h1>
      <p class="lead">{texts.notFound.text}</p>
      <LinkButton href="/">{texts.common.backToStart}</LinkButton>
    </ThresholdPage>
  );
}

interface ErrorProps extends InLanguage {
  /** The one in the log; it says nothing by itself. */
  readonly requestId: string;
  /** Of the answer: 500 is our fault, 413 and every other one below it the request's. */
  readonly status: number;
}

/** What could not be carried out: 500, or a request that is too large or unreadable. */
export function ErrorPage({ language, requestId, status }: ErrorProps) {
  const texts = messagesFor(language);
  const { title, heading, text } = textsOf(texts.error, status);
  return (
    <ThresholdPage title={title} language={language} door="closed">
      <h1>{heading}</h1>
      <p class="lead">{text}</p>
      <dl class="ticket alone">
        <div>
          <dt>{texts.error.requestId}</dt>
          <dd>
            <code>{requestId}</code>
          </dd>
        </div>
      </dl>
      <LinkButton href="/">{texts.common.backToStart}</LinkButton>
    </ThresholdPage>
  );
}

function textsOf(texts: Messages['error'], status: number): { title: string; heading: string; text: string } {
  if (status >= 500) return texts;
  return status === 413 ? texts.tooLarge : texts.unreadable;
}

/** 403 of `requireSameOrigin`: a form that did not come from one of our pages. */
export function ForbiddenPage({ language }: InLanguage) {
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.forbidden.title} language={language} door="closed">
      <h1>{texts.forbidden.heading}</h1>
      <p class="lead">{texts.forbidden.text}</p>
      <LinkButton href="/">{texts.common.backToStart}</LinkButton>
    </ThresholdPage>
  );
}

interface BusyProps extends InLanguage {
  /** `too_many` for 429, `unavailable` for 503. */
  readonly cause: 'too_many' | 'unavailable';
  /** The same number as in Retry-After. */
  readonly retryAfterSeconds: number;
}

/** 429 or 503: nothing was stored, so there is no code and no reference. */
export function BusyPage({ language, cause, retryAfterSeconds }: BusyProps) {
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.busy.title} language={language} door="ajar">
      <h1>{texts.busy.heading}</h1>
      <p class="lead">{cause === 'too_many' ? texts.busy.tooMany : texts.busy.unavailable}</p>
      <p>{texts.busy.retryAfter(retryAfterSeconds)}</p>
      <LinkButton href="/">{texts.common.backToStart}</LinkButton>
    </ThresholdPage>
  );
}
