import './pageLanguage.ts'; // before the library that reads it
import uPlot from 'uplot';
import { element } from './elements.ts';

/** One quantity in a chart; `undefined` where nothing is known. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

export interface Chart {
  readonly title: string;
  /** What the groups of bars are of. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** A value as it stands at the axis. */
  inWords(value: number): string;
}

const HEIGHT = 170;
/** Of the room between two groups of bars, this much is theirs. */
const FILLED = 0.8;
/** The second is drawn as an outline only, which must be seen: in many themes the colours of charts are too faint for it. */
const COLOURS = ['--vscode-charts-blue', '--vscode-foreground', '--vscode-charts-green'];

/** A chart of grouped bars, told apart by how they are filled as well as by colour. For eyes only: the table below says the same to everybody. */
export function drawChart({ title, labels, series, inWords }: Chart): HTMLElement {
  const names = series.map(({ name }, k) =>
    element('li', {}, element('span', { class: `swatch swatch-${k}` }), name),
  );
  const legend = series.length < 2 ? undefined : element('ul', { class: 'legend' }, ...names);
  const place = element('div', { class: 'chart', 'aria-hidden': 'true' });
  const figure = element('figure', {}, element('figcaption', {}, title), legend, place);
  const plot = new uPlot(
    {
      width: 300,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: [-0.5, Math.max(0, labels.length - 1) + 0.5] },
        y: { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 4] },
      },
      axes: [
        {
          stroke: () => colour('--vscode-foreground'),
          grid: { show: false },
          ticks: { show: false },
          font: fontOf(),
          splits: plot => spread(labels.length, plot.width / 90),
          values: (_, splits) => splits.map(split => short(labels[split] ?? '')),
        },
        {
          stroke: () => colour('--vscode-foreground'),
          grid: { stroke: () => colour('--vscode-panel-border', '--vscode-contrastBorder') },
          ticks: { show: false },
          font: fontOf(),
          size: 62,
          values: (_, splits) => splits.map(inWords),
        },
      ],
      series: [{}, ...series.map((_, k) => barsOf(k, series.length))],
    },
    [labels.map((_, k) => k), ...series.map(({ values }) => values.map(value => value ?? null))],
    place,
  );
  new ResizeObserver(() => {
    if (place.clientWidth > 0) plot.setSize({ width: place.clientWidth, height: HEIGHT });
  }).observe(place);
  return figure;
}

/** The bars of one quantity, beside those of the others. */
function barsOf(k: number, of: number): uPlot.Series {
  const width = FILLED / of;
  const ScaleValue = 1;
  return {
    stroke: () => colour(COLOURS[k] ?? ''),
    width: 1,
    fill: plot => fillOf(k, plot.ctx),
    points: { show: false },
    ...(uPlot.paths.bars && {
      paths: uPlot.paths.bars({
        disp: {
          x0: {
            unit: ScaleValue,
            values: plot => [...plot.data[0]].map(x => x - FILLED / 2 + k * width),
          },
          size: { unit: ScaleValue, values: plot => [...plot.data[0]].map(() => width) },
        },
      }),
    }),
  };
}

/** Full, empty, hatched. */
function fillOf(k: number, context: CanvasRenderingContext2D): string | CanvasPattern {
  const stroke = colour(COLOURS[k] ?? '');
  if (k === 0) return stroke;
  if (k === 1) return 'transparent';
  const tile = new OffscreenCanvas(6, 6);
  const brush = tile.getContext('2d');
  if (brush === null) return stroke;
  brush.strokeStyle = stroke;
  brush.lineWidth = 2;
  for (const x of [-6, 0, 6]) {
    brush.moveTo(x, 6);
    brush.lineTo(x + 6, 0);
  }
  brush.stroke();
  return context.createPattern(tile, 'repeat') ?? stroke;
}

/** A colour of the theme, or the next that it has. */
function colour(...names: readonly string[]): string {
  const style = getComputedStyle(document.body);
  for (const name of names) {
    const value = style.getPropertyValue(name).trim();
    if (value !== '') return value;
  }
  return style.color;
}

function fontOf(): string {
  const { fontFamily } = getComputedStyle(document.body);
  return `12px ${fontFamily}`;
}

/** Places for so many labels, evenly. */
function spread(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(most))));
  const places: number[] = [];
  for (let at = 0; at < count; at += step) places.push(at);
  return places;
}

function short(label: string): string {
  return label.length > 14 ? `${label.slice(0, 13)}…` : label;
}
