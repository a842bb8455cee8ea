/** Elements as they look everywhere: type, links, focus, and the two page frames (`plain` and `threshold`). */
export const baseStyles = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 var(--sans);
  overflow-wrap: break-word;
}
h1, h2, h3 { margin: 0; line-height: 1.2; text-wrap: balance; }
h1 { font: 600 clamp(1.75rem, 1.4rem + 1.6vw, 2.5rem)/1.15 var(--serif); letter-spacing: -0.01em; }
h2 { font: 600 1.375rem/1.25 var(--serif); }
h3 { font-size: 1.0625rem; }
p { margin: 0; max-width: 42rem; }
a { color: var(--link); text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
code { font: 0.92em var(--mono); }
ul { margin: 0; padding: 0; list-style: none; }
dl, dd { margin: 0; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--focus-ring); border-radius: 4px; }
main:focus { outline: none; box-shadow: none; }
.stack > * + * { margin-top: var(--gap); }
.stack-small > * + * { margin-top: 0.5rem; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; }
.lead { font-size: 1.1875rem; line-height: 1.5; }
.soft { color: var(--ink-soft); }
.small { font-size: 0.9375rem; }
.hidden-visually {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--card); color: var(--link); }
.skip:focus { top: 1rem; z-index: 1; }

.brand { display: inline-flex; align-items: center; gap: 0.625rem; color: var(--night-ink); text-decoration: none; }
.brand img { display: block; width: 2rem; height: 2rem; }
.brand span { font: 600 1.375rem/1 var(--serif); letter-spacing: 0.01em; }
.foot { color: var(--ink-soft); font-size: 0.875rem; }
.foot a { color: inherit; }

.plain { display: grid; grid-template-rows: auto 1fr auto; }
.plain > header { background: var(--night); color: var(--night-soft); }
.plain > header .bar, .plain > main, .plain > footer .bar {
  width: 100%; max-width: 68rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem);
}
.plain > header .bar { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; justify-content: space-between; padding-block: 0.875rem; }
.plain > header .who { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; font-size: 0.9375rem; }
.plain > main { padding-block: clamp(1.75rem, 5vw, 3.5rem); min-width: 0; }
.plain > footer .bar { padding-block: 1.5rem; }
.plain > footer p { max-width: none; padding-top: 1.25rem; border-top: 1px solid var(--line); }

.threshold { display: grid; grid-template-rows: auto 1fr auto; }
.threshold > header { background: var(--night); color: var(--night-soft); padding: 0.875rem clamp(1rem, 5vw, 2rem); }
.threshold > header p, .threshold > header .door { display: none; }
.threshold > main, .threshold > footer { padding-inline: clamp(1rem, 5vw, 2rem); }
.threshold > main { padding-block: 2rem; }
.threshold > main > * { width: 100%; max-width: 34rem; margin-inline: auto; }
.threshold > footer { padding-block: 1rem 1.5rem; }
.threshold > footer > * { max-width: 34rem; margin-inline: auto; }
@media (min-width: 56rem) {
  .threshold { grid-template-columns: minmax(20rem, 38%) 1fr; grid-template-rows: 1fr auto; }
  .threshold > header {
    grid-row: 1 / -1; display: flex; flex-direction: column; gap: 0.75rem;
    padding: 2.5rem clamp(2rem, 4vw, 3.5rem) 0; position: sticky; top: 0; height: 100vh; overflow: hidden;
  }
  .threshold > header p { display: block; max-width: 18rem; font: 400 1.0625rem/1.5 var(--serif); }
  .threshold > header .door { display: block; width: 100%; flex: 1; min-height: 0; object-fit: contain; object-position: center bottom; }
  .threshold > main { align-self: center; padding: 3.5rem clamp(2.5rem, 6vw, 6rem); }
  .threshold > main > *, .threshold > footer > * { margin-inline: 0; }
  .threshold > footer { padding-inline: clamp(2.5rem, 6vw, 6rem); }
}
@media print {
  .threshold > header .door, .threshold > header p, .skip, .plain > header form, footer { display: none; }
  .threshold { display: block; }
  .threshold > header, .plain > header { height: auto; padding: 0 0 1rem; background: none; color: #000; position: static; }
  .brand { color: #000; }
  body { background: #fff; color: #000; font-size: 11pt; }
}
`;
