import type { ComponentChildren } from 'preact';
import { formatNumber } from './format';
import { messagesFor } from './messages';
import type { Language } from './messages';
import { DataTable } from './table';

/** One of the quantities of a chart. */
export interface Series {
  readonly label: string;
  /** Which of the colours of the stylesheet; say what it means in the label too. */
  readonly tone: 'good' | 'bad' | 'calm';
  /** One for each point; null where nothing is known. */
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in a sentence with its numbers: the text instead of the picture. */
  readonly summary: string;
  readonly language: Language;
  /** What the points are called, in order, such as days; the first and the last stand below the picture. */
  readonly points: readonly string[];
  readonly pointHeading: string;
  readonly series: readonly Series[];
}

// In the units of the picture; it is stretched to its place, and no line of it grows thicker by that.
const width = 600;
const height = 160;
const top = 12;
const bottom = height - 4;

/** Bars stacked on each other, one for each point. */
export function BarChart(props: ChartProps) {
  const totals = props.points.map((_, index) => sum(props.series.map(({ values }) => values[index] ?? 0)));
  const scale = scaleOf(totals);
  const step = width / Math.max(props.points.length, 1);
  const bars = props.points.flatMap((point, index) => {
    let below = 0;
    return props.series.map(({ tone, values }) => {
      const value = values[index] ?? 0;
      const y = scale(below + value);
      const barHeight = scale(below) - y;
      below += value;
      const x = index * step + step * 0.15;
      return value === 0 ? null : (
        <rect key={`${point} ${tone}`} class={tone} x={x} y={y} width={step * 0.7} height={barHeight} />
      );
    });
  });
  return (
    <Figure {...props} most={Math.max(...totals, 0)}>
      {bars}
    </Figure>
  );
}

/** Lines, one for each series; a step wherever the value changes, because what is shown holds until it changes. */
export function LineChart(props: ChartProps) {
  const all = props.series.flatMap(({ values }) => values.filter((value) => value !== null));
  const scale = scaleOf(all);
  const step = width / Math.max(props.points.length, 1);
  return (
    <Figure {...props} most={Math.max(...all, 0)}>
      {props.series.map(({ label, tone, values }) => (
        <path key={label} class={`line ${tone}`} d={pathOf(values, scale, step)} />
      ))}
    </Figure>
  );
}

function pathOf(values: readonly (number | null)[], scale: (value: number) => number, step: number): string {
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const y = scale(value).toFixed(1);
      const from = isDrawing ? `V${y}` : `M${(index * step).toFixed(1)} ${y}`;
      isDrawing = true;
      return `${from}H${((index + 1) * step).toFixed(1)}`;
    })
    .join('');
}

/** Gives the height of a value in the picture. */
function scaleOf(values: readonly number[]): (value: number) => number {
  const most = Math.max(...values, 1);
  return (value) => bottom - (value / most) * (bottom - top);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The picture with its text alternative and, folded away, its numbers as a table. */
function Figure(props: ChartProps & { readonly most: number; readonly children: ComponentChildren }) {
  const { id, title, summary, language, points, series, most, children } = props;
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-summary`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-summary`}>{summary}</desc>
        <path class="axis" d={`M0 ${top}H${width}M0 ${bottom}H${width}`} />
        {children}
      </svg>
      <p class="ends" aria-hidden="true">
        <span>{points[0]}</span>
        <span>{formatNumber(most, language)} ↑</span>
        <span>{points.at(-1)}</span>
      </p>
      <ul class="legend">
        {series.map(({ label, tone }) => (
          <li key={label} class={tone}>
            {label}
          </li>
        ))}
      </ul>
      <p class="soft small">{summary}</p>
      <details>
        <summary>{messagesFor(language).admin.frame.showAsTable}</summary>
        <Numbers {...props} />
      </details>
    </figure>
  );
}

function Numbers({ id, title, language, points, pointHeading, series }: ChartProps) {
  const rows = points.map((point, index) => ({ point, values: series.map(({ values }) => values[index] ?? null) }));
  return (
    <DataTable
      id={`${id}-numbers`}
      caption={title}
      rows={rows}
      keyOf={({ point }) => point}
      columns={[
        { heading: pointHeading, rowHeader: true, cell: ({ point }) => point },
        ...series.map(({ label }, index) => ({
          heading: label,
          numeric: true,
          cell: ({ values }: (typeof rows)[number]) => {
            const value = values[index] ?? null;
            return value === null ? '–' : formatNumber(value, language);
          },
        })),
      ]}
    />
  );
}
