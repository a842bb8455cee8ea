/** What the support desk adds: values side by side with marks where they differ, and a response as it came. */
export const supportStyles = `
.compare { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); }
.compare > div { padding: 0.625rem 0.875rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); min-width: 0; }
.compare dt { color: var(--ink-soft); font-size: 0.875rem; }
.compare code { overflow-wrap: anywhere; white-space: pre-wrap; }
mark { border-radius: 3px; background: var(--bad-wash); color: var(--bad); font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.2em; }
.mono { font-family: var(--mono); white-space: nowrap; }
.source { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); font: 0.875rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
`;
