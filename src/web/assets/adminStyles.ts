/** What pages of administration add: the areas beside the page, long forms, filters, values to copy, charts. */
export const adminStyles = `
.plain > header .who > a { color: var(--night-ink); }
.plain.wide > header .bar, .plain.wide > footer .bar { max-width: 84rem; }
.beside { width: 100%; max-width: 84rem; margin-inline: auto; min-width: 0; }
.beside > main { min-width: 0; padding: clamp(1.25rem, 4vw, 2.5rem) clamp(1rem, 4vw, 2rem); }
.areas { padding: 0.75rem clamp(1rem, 4vw, 2rem) 0; }
.areas .site { font: 600 1.0625rem/1.3 var(--serif); color: var(--ink-soft); }
.areas ul { display: flex; flex-wrap: wrap; gap: 0.125rem 0.25rem; margin-top: 0.375rem; padding-bottom: 0.75rem; border-bottom: 1px solid var(--line); }
.areas a { display: block; padding: 0.375rem 0.625rem; border-radius: var(--radius); color: var(--ink); text-decoration: none; }
.areas a:hover { text-decoration: underline; }
.areas a[aria-current] { background: var(--light-wash); color: var(--light-ink); font-weight: 600; }
@media (min-width: 60rem) {
  .beside { display: grid; grid-template-columns: 14rem minmax(0, 1fr); align-items: start; }
  .areas { position: sticky; top: 0; padding: 2.5rem 0 2rem clamp(1rem, 4vw, 2rem); }
  .areas ul { flex-direction: column; border: 0; margin-top: 0.75rem; }
}
.heading { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; justify-content: space-between; }
.crumbs ol { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; margin: 0; padding: 0; list-style: none; font-size: 0.9375rem; }
.crumbs li + li::before { content: '/'; margin-right: 0.5rem; color: var(--ink-soft); }
.notice.good { background: var(--good-wash); color: var(--good); }
.notice > * + * { margin-top: 0.5rem; }
.bullets { padding-left: 1.25rem; list-style: disc; }

.field textarea, .field select {
  display: block; width: 100%; margin-top: 0.375rem; padding: 0.6875rem 0.875rem; border: 1px solid var(--control-line);
  border-radius: var(--radius); background: var(--card); color: var(--ink); font: 1.0625rem/1.4 var(--sans);
}
.field textarea { resize: vertical; }
.field textarea.code { font: 0.9375rem/1.45 var(--mono); }
.field [aria-invalid='true'] { border: 2px solid var(--bad); }
.field.short input { max-width: 12rem; }
.field input[type='file'] { border-style: dashed; }
.asterisk { color: var(--bad); }
fieldset { margin: 0; }
.choices { padding: 0; border: 0; min-width: 0; }
.choices legend { padding: 0; font-weight: 600; }
.choice { display: grid; grid-template-columns: 1.75rem 1fr; gap: 0 0.25rem; align-items: start; }
.choices > .choice, .choice + .choice { margin-top: 0.5rem; }
.choice input[type='radio'], .choice input[type='checkbox'] { width: 1.1875rem; height: 1.1875rem; margin: 0.25rem 0 0; padding: 0; accent-color: var(--link); }
.choice > label, .field.choice > label { font-weight: 400; }
.choice > .hint, .choice > .wrong { grid-column: 2; }
.two { display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); align-items: start; }
form.stack { max-width: 46rem; }
form.stack:has(table) { max-width: none; }
td .field input, td .field select { width: auto; min-width: 100%; margin-top: 0; padding: 0.4375rem 0.625rem; font-size: 1rem; }
td .stack-small > * + * { display: block; margin-top: 0.25rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; }
.filters .field { flex: 1 1 14rem; max-width: 24rem; }
.filters .choice { flex: 0 1 auto; }

.copy code {
  display: block; margin-top: 0.25rem; padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--paper); overflow-wrap: anywhere; -webkit-user-select: all; user-select: all;
}
.copy .label { color: var(--ink-soft); font-size: 0.9375rem; }

.tiles { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8rem), 1fr)); }
.tiles > div { padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.6); background: var(--card); }
.tiles dt { color: var(--ink-soft); font-size: 0.9375rem; }
.tiles dd { font: 600 1.75rem/1.2 var(--serif); font-variant-numeric: tabular-nums; }
.tiles dd.words { font: 600 1.0625rem/1.4 var(--sans); overflow-wrap: anywhere; }
.tiles .of { color: var(--ink-soft); font-size: 1.125rem; }
.tiles .badge { vertical-align: middle; }

.attention > li { padding: 0.75rem 0 0.75rem 1rem; border-left: 4px solid var(--light); }
.attention > li.bad { border-color: var(--chart-bad); }
.attention > li + li { margin-top: 0.75rem; }

.chart { margin-inline: 0; margin-bottom: 0; }
.chart > * + * { margin-top: 0.625rem; }
.chart figcaption { font-weight: 600; }
.chart svg { display: block; width: 100%; height: clamp(6rem, 24vw, 11rem); }
.chart .good { fill: var(--chart-good); }
.chart .bad { fill: var(--chart-bad); }
.chart .calm { fill: var(--chart-calm); }
.chart .line { fill: none; stroke-width: 3; vector-effect: non-scaling-stroke; }
.chart .line.good { stroke: var(--chart-good); }
.chart .line.bad { stroke: var(--chart-bad); stroke-dasharray: 8 5; }
.chart .line.calm { stroke: var(--chart-calm); }
.chart .axis { fill: none; stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.chart .ends { display: flex; justify-content: space-between; max-width: none; color: var(--ink-soft); font-size: 0.875rem; }
.chart .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.9375rem; }
.chart .legend li::before { content: ''; display: inline-block; width: 0.75rem; height: 0.75rem; margin-right: 0.5rem; border-radius: 2px; background: var(--chart-calm); }
.chart .legend li.good::before { background: var(--chart-good); }
.chart .legend li.bad::before { background: var(--chart-bad); }
.chart details > .scroll { margin-top: 0.75rem; }
@media print { .areas { display: none; } }
@media (forced-colors: active) { .chart rect, .chart .line { forced-color-adjust: none; } }
`;
