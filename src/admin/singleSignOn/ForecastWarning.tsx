import type { Forecast } from '../../sso';
import { Checkbox, formatDateTime, formatNumber, messagesFor, Warning, type Language } from '../../web';

const mostNamed = 5;

/** Above a form that came back: whom the change would have refused, and the box that saves it all the same. */
export function ForecastWarning({ forecast, language }: { readonly forecast: Forecast; readonly language: Language }) {
  const { admin, reasons } = messagesFor(language);
  const texts = admin.singleSignOn.forecast;
  const { judged, since, refused } = forecast;
  const number = (value: number) => formatNumber(value, language);
  return (
    <Warning tone="bad">
      <h2>{texts.heading}</h2>
      <p>{texts.text(number(refused.length), number(judged), since === null ? '' : formatDateTime(since, language))}</p>
      <ul class="bullets">
        {refused.slice(0, mostNamed).map(({ reference, username, refusal }) => (
          <li key={reference}>
            {username}: {reasons[refusal.findings[0].reason].title} ({refusal.code})
          </li>
        ))}
        {refused.length > mostNamed && <li>{texts.and(number(refused.length - mostNamed))}</li>}
      </ul>
      <Checkbox name="confirmed" label={texts.confirm} language={language} checked={false} />
    </Warning>
  );
}
