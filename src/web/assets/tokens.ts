/** The colours, sizes and typefaces of Usher as CSS custom properties, light and dark. */
export const tokens = `
:root {
  color-scheme: light dark;
  --paper: #f3f4f9;
  --card: #ffffff;
  --ink: #1b1e38;
  --ink-soft: #4c5173;
  --line: #d3d7e8;
  --control-line: #767ca3;
  --link: #383d9e;
  --button: #262a5c;
  --button-hover: #383d80;
  --button-ink: #ffffff;
  --night: #191b39;
  --night-ink: #f2f3fd;
  --night-soft: #b9bedf;
  --light: #f7bd55;
  --light-wash: #fdf3de;
  --light-ink: #6b4300;
  --good: #15603c;
  --good-wash: #e2f4ea;
  --bad: #9c1f2b;
  --bad-wash: #fbe8ea;
  --chart-good: #2f8f60;
  --chart-bad: #c23a47;
  --chart-calm: #5a60b8;
  --focus: #f7bd55;
  --focus-ring: #1b1e38;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', 'Book Antiqua', Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, Ubuntu, Cantarell, 'Noto Sans', sans-serif;
  --mono: ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --radius: 0.625rem;
  --gap: 1.5rem;
  --shadow: 0 1px 2px rgb(25 27 57 / 8%), 0 10px 30px -12px rgb(25 27 57 / 18%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101226;
    --card: #191c38;
    --ink: #eceefa;
    --ink-soft: #b4b9d9;
    --line: #343963;
    --control-line: #8087b8;
    --link: #b7bcff;
    --button: #f7bd55;
    --button-hover: #ffd389;
    --button-ink: #191b39;
    --night: #0a0b1b;
    --light-wash: #35290f;
    --light-ink: #ffd892;
    --good: #8be0b2;
    --good-wash: #12362a;
    --bad: #ffabb1;
    --bad-wash: #41191f;
    --chart-good: #5cc794;
    --chart-bad: #ff7f8a;
    --chart-calm: #9aa0f5;
    --focus-ring: #ffffff;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 10px 30px -12px rgb(0 0 0 / 60%);
  }
}
`;
