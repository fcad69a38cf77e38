import type { Colours } from './colours.js';

/** One line: a share at each instant, null where nothing was known. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface Drawing {
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly colours: Colours;
  readonly font: string;
  percent(this: void, value: number | null): string;
}

const strokes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]] as const;
const signs = ['circle', 'rect', 'triangle', 'diamond'] as const;

/** The chart of shares over days: each line has its own stroke and sign beside its colour. */
export function optionOf({ days, series, colours, font, percent }: Drawing) {
  const text = { color: colours.faint, fontFamily: font, fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 44, right: 16, top: 14, bottom: 26 },
    xAxis: {
      type: 'category' as const,
      data: [...days],
      boundaryGap: false,
      axisLabel: { ...text, formatter: (said: string) => said.slice(0, 5) },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { ...text, formatter: '{value} %' },
      splitLine: { lineStyle: { color: colours.line } },
    },
    tooltip: {
      trigger: 'axis' as const,
      // Drawn into the canvas: the page's policy forbids the styles that the other way writes into markup.
      renderMode: 'richText' as const,
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontFamily: font, fontSize: 12 },
      valueFormatter: (value: unknown) => percent(typeof value === 'number' ? value : null),
    },
    series: series.map(({ name, values }, index) => ({
      name,
      type: 'line' as const,
      data: [...values],
      connectNulls: false,
      symbol: signs[index % signs.length],
      symbolSize: 7,
      lineStyle: { width: 2, type: strokes[index % strokes.length] as 'solid', color: colours.series[index] },
      itemStyle: { color: colours.series[index] },
    })),
  };
}
