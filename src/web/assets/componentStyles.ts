/** The parts pages are built of: buttons, forms, cards, the ticket, tables, badges. */
export const componentStyles = `
.button {
  display: inline-block; padding: 0.6875rem 1.375rem; border: 1px solid transparent; border-radius: var(--radius);
  background: var(--button); color: var(--button-ink); font: 600 1rem/1.4 var(--sans); text-align: center;
  text-decoration: none; cursor: pointer; overflow-wrap: anywhere;
}
.button:hover { background: var(--button-hover); }
.button.quiet { background: transparent; color: var(--link); border-color: var(--control-line); }
.button.quiet:hover { background: var(--light-wash); color: var(--ink); }
.button.wide { width: 100%; }
.link-button {
  padding: 0.125rem 0; border: 0; background: none; color: inherit; font: inherit;
  text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer;
}
.link-button:hover { text-decoration-thickness: 2px; }
.plain > header .link-button { color: var(--night-ink); }

.field > label { display: block; font-weight: 600; }
.field .hint { color: var(--ink-soft); font-size: 0.9375rem; }
.field .wrong { color: var(--bad); font-weight: 600; }
.field input {
  width: 100%; margin-top: 0.375rem; padding: 0.6875rem 0.875rem; border: 1px solid var(--control-line);
  border-radius: var(--radius); background: var(--card); color: var(--ink); font: 1.0625rem/1.4 var(--sans);
}
.field input[aria-invalid='true'] { border: 2px solid var(--bad); }
.notice { padding: 0.875rem 1.125rem; border-radius: var(--radius); background: var(--light-wash); color: var(--light-ink); max-width: 42rem; }
.notice.bad { background: var(--bad-wash); color: var(--bad); }
.notice a { color: inherit; }
.notice h2 { font: 600 1.0625rem/1.4 var(--sans); }

.card { padding: clamp(1.25rem, 3vw, 1.75rem); border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.6); background: var(--card); box-shadow: var(--shadow); }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
.cards > li { display: flex; flex-direction: column; gap: 0.5rem; }
.cards > li > :last-child { margin-top: auto; padding-top: 0.5rem; }
.cards .badge { align-self: flex-start; }
.cards .button { width: 100%; }
.divider { display: flex; align-items: center; gap: 1rem; color: var(--ink-soft); font-size: 0.9375rem; }
.divider::before, .divider::after { content: ''; flex: 1; border-top: 1px solid var(--line); }

.ticket {
  --notch: 0.625rem; --stub: 8rem;
  display: grid; grid-template-columns: var(--stub) 1fr; border-radius: var(--radius); color: #2a1c00;
  background: var(--light);
  -webkit-mask:
    radial-gradient(circle var(--notch) at var(--stub) 0, transparent 98%, #000) 0 0 / 100% 51% no-repeat,
    radial-gradient(circle var(--notch) at var(--stub) 100%, transparent 98%, #000) 0 100% / 100% 51% no-repeat;
  mask:
    radial-gradient(circle var(--notch) at var(--stub) 0, transparent 98%, #000) 0 0 / 100% 51% no-repeat,
    radial-gradient(circle var(--notch) at var(--stub) 100%, transparent 98%, #000) 0 100% / 100% 51% no-repeat;
}
.ticket > div { padding: 1.125rem 1.375rem 1.25rem; }
.ticket > div + div { border-left: 2px dashed rgb(42 28 0 / 35%); }
.ticket dt { font-size: 0.875rem; font-weight: 600; }
.ticket .number { font: 600 3rem/1 var(--serif); white-space: nowrap; }
.ticket .reference { display: flex; flex-wrap: wrap; gap: 0 0.6em; font: 600 clamp(1.375rem, 1rem + 2vw, 1.875rem)/1.35 var(--mono); letter-spacing: 0.04em; }
.ticket.alone { grid-template-columns: 1fr; -webkit-mask: none; mask: none; }
@media (max-width: 26rem) { .ticket { --stub: 5.5rem; } .ticket > div { padding-inline: 1rem; } .ticket .number { font-size: 2.25rem; } }
details > summary { cursor: pointer; color: var(--link); width: fit-content; }
details > p { margin-top: 0.25rem; font-family: var(--mono); font-size: 0.9375rem; }

.facts { display: grid; gap: 0.75rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
.facts dt { color: var(--ink-soft); font-size: 0.9375rem; }
.facts dd { font-weight: 600; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: 0.0625rem 0.625rem; border-radius: 1rem; background: var(--light-wash); color: var(--light-ink); font-size: 0.875rem; font-weight: 600; white-space: nowrap; }
.badge.good { background: var(--good-wash); color: var(--good); }
.badge.bad { background: var(--bad-wash); color: var(--bad); }

.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); }
table { width: 100%; border-collapse: collapse; font-size: 1rem; }
caption { padding: 0.75rem 1rem; text-align: left; color: var(--ink-soft); font-size: 0.9375rem; }
th, td { padding: 0.625rem 1rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { font-size: 0.875rem; color: var(--ink-soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
td time { white-space: nowrap; }
.numeric { text-align: right; font-variant-numeric: tabular-nums; }
.reason { padding-top: 1.25rem; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
.reason dl { margin-top: 0.5rem; }
.reason dt { color: var(--ink-soft); font-size: 0.9375rem; margin-top: 0.375rem; }
.reason dd { max-width: 42rem; }
@media (min-width: 48rem) {
  .reason dl { display: grid; grid-template-columns: 9rem 1fr; gap: 0.25rem 1rem; }
  .reason dt { margin-top: 0; line-height: 1.8; }
}
@media print {
  .card, .scroll { box-shadow: none; border-color: #999; }
  .ticket { background: none; border: 1px solid #000; -webkit-mask: none; mask: none; }
  details > p { display: block; }
  .button { background: none; color: #000; border-color: #000; }
}
`;
