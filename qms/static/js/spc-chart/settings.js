// The Chart.js configuration of one control chart.

import { drawFlagLines, drawFlags, flagsHeight, pointUnderFlag } from "./flags.js";
import { drawBaseline, drawEdge, drawKey, drawTargetSteps, drawTop, edgeWidth, keyHeight, topRows } from "./margins.js";
import { drawPoints } from "./marks.js";
import { fontSize, isNarrow, measure } from "./text.js";

export function settingsFor(data) {
  const { colours } = data;
  const font = (context) => ({ family: colours.font, size: fontSize(context.chart) });
  return {
    type: "line",
    data: { datasets: datasetsFor(data) },
    plugins: [surroundings(data)],
    options: {
      animation: false,
      events: ["mousemove", "mouseout", "click", "touchstart", "touchmove"],
      interaction: { mode: "spcPoint", intersect: false },
      layout: { padding: (context) => paddingOf(context.chart) },
      maintainAspectRatio: false,
      normalized: true,
      parsing: false,
      plugins: { filler: { drawTime: "beforeDraw" }, legend: { display: false }, tooltip: tooltipFor(data) },
      scales: {
        x: {
          type: "linear",
          min: data.xRange[0],
          max: data.xRange[1],
          border: { color: colours.rule },
          grid: { drawOnChartArea: false, tickLength: 6, color: colours.rule },
          ticks: { autoSkip: false, maxRotation: 0, color: colours.line, font, callback: (_, i, ticks) => ticks[i].words },
          afterBuildTicks: (scale) => {
            scale.ticks = dateTicks(scale);
          },
        },
        y: {
          min: data.yRange[0],
          max: data.yRange[1],
          border: { display: false },
          grid: { color: colours.grid, drawTicks: false },
          ticks: { autoSkip: false, padding: 8, color: colours.quiet, font, callback: (_, i, ticks) => ticks[i].words },
          afterBuildTicks: (scale) => {
            scale.ticks = data.yTicks.map(([value, words]) => ({ value, words }));
          },
        },
      },
    },
  };
}

// The values come first, because Chart.js draws the first data set on top.
function datasetsFor({ arms, colours, lines, points }) {
  const flat = (name) => {
    return lines[name].flatMap((line) => [...line.map(([x, y]) => ({ x, y })), { x: line[line.length - 1][0], y: NaN }]);
  };
  const plain = { pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 0 };
  const level = (name, more) => ({ ...plain, data: flat(name), borderWidth: 1.2, ...more });
  const limit = { borderColor: colours.quiet, borderDash: [6, 4] };
  const unseen = { borderColor: "transparent", borderWidth: 0 };
  const banded = lines["band-upper"].length === lines["band-lower"].length;
  const through = (levels) => ({
    ...plain,
    data: points.map(({ x, y }, i) => ({ x, y: y === null || levels[i] === null ? NaN : levels[i] })),
    borderColor: colours.line,
    borderWidth: 1.8,
    borderJoinStyle: "round",
    segment: { borderColor: ({ p1DataIndex }) => (points[p1DataIndex].begins ? "transparent" : undefined) },
  });
  // A chart with two arms has two lines; the one through the values stays, unseen, for the pointer to find its points.
  const values = through(points.map(({ y }) => y));
  return [
    arms.length ? { ...values, borderColor: "transparent", segment: {} } : values,
    ...arms.map(through),
    level("target", { borderColor: colours.ink, borderDash: [9, 3, 2, 3], borderWidth: 1.8 }),
    level("centre", { borderColor: colours.ink }),
    level("upper", limit),
    level("lower", limit),
    // The band ends where no value can be, though the limit lies beyond and is no line.
    level("band-upper", { ...unseen, fill: banded ? "+1" : false, backgroundColor: colours.band }),
    level("band-lower", unseen),
  ];
}

function paddingOf(chart) {
  return {
    left: 0,
    right: edgeWidth(chart),
    top: topRows(chart).height + flagsHeight(chart) + 10,
    bottom: keyHeight(chart),
  };
}

// The finest of the offered labels that fit side by side, counted back from the last point.
function dateTicks(scale) {
  const { points, xLabels, xRange } = scale.chart.spc;
  const ticks = ({ positions, words }, kept) => kept.map((i) => ({ value: points[positions[i]].x, words: words[i] }));
  const perUnit = (scale.chart.width - edgeWidth(scale.chart) - 3 * fontSize(scale.chart)) / (xRange[1] - xRange[0]);
  for (const choice of xLabels) {
    const need = Math.max(...choice.words.map((words) => measure(scale.chart, words))) + fontSize(scale.chart);
    const last = choice.counts[choice.counts.length - 1];
    for (const step of choice.steps) {
      const kept = [...choice.counts.keys()].filter((i) => (last - choice.counts[i]) % step === 0);
      const marks = ticks(choice, kept);
      if (marks.every((mark, i) => !i || (mark.value - marks[i - 1].value) * perUnit >= need)) return marks;
    }
  }
  const [choice] = xLabels;
  return choice ? ticks(choice, [choice.words.length - 1]) : [];
}

function tooltipFor({ colours, points }) {
  const font = (context) => ({ family: colours.font, size: fontSize(context.chart) });
  return {
    backgroundColor: colours.paper,
    borderColor: colours.line,
    borderWidth: 1,
    bodyColor: colours.ink,
    bodyFont: font,
    caretPadding: 10,
    cornerRadius: 4,
    displayColors: false,
    padding: 10,
    titleColor: colours.ink,
    titleFont: (context) => ({ ...font(context), weight: "bold" }),
    callbacks: {
      title: ([item]) => (item ? points[item.dataIndex].name : ""),
      label: (item) => points[item.dataIndex].say.flatMap((line) => wrapped(line, isNarrow(item.chart) ? 28 : 60)),
    },
  };
}

// Words in lines of at most `length` letters: a canvas does not wrap.
function wrapped(words, length) {
  return words.split(" ").reduce((lines, word) => {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < length) lines[last] += ` ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

// A plug-in of Chart.js for one chart: it lends the chart its data and draws what Chart.js has no words for.
function surroundings(data) {
  return {
    id: "spcSurroundings",
    beforeInit: (chart) => {
      chart.spc = data;
    },
    beforeDatasetsDraw: (chart) => {
      drawTop(chart);
      drawFlagLines(chart);
    },
    afterDatasetsDraw: (chart) => {
      drawTargetSteps(chart);
      drawBaseline(chart);
      drawPoints(chart);
      drawFlags(chart);
      drawEdge(chart);
      drawKey(chart);
    },
    afterEvent: (chart, args) => {
      const { type, x, y } = args.event;
      if (type === "mouseout" || args.inChartArea) return;
      const point = pointUnderFlag(chart, x, y);
      if (point === undefined) return;
      select(chart, point);
      args.changed = true;
    },
  };
}

// Marks a point as the one being read and shows what is known about it.
export function select(chart, index) {
  const element = chart.getDatasetMeta(0).data[index];
  const active = [{ datasetIndex: 0, index }];
  chart.setActiveElements(active);
  chart.tooltip.setActiveElements(active, { x: element.x, y: element.y });
}

// The recorded point nearest to the pointer from side to side: lines of limits and targets are not points.
export function nearestPoint(chart, event) {
  const candidates = chart.getDatasetMeta(0).data
    .map((element, index) => ({ element, index, datasetIndex: 0 }))
    .filter(({ index }) => chart.spc.points[index].y !== null);
  const distance = ({ element }) => Math.abs(element.x - event.x);
  return candidates.sort((a, b) => distance(a) - distance(b)).slice(0, 1);
}
