// What stands around the plot: names of the lines on the right, unit and new limits above, the key below.

import { drawMark } from "./marks.js";
import { fontSize, isNarrow, measure, rowHeight, spread, stroke, write } from "./text.js";

const LEADER = 12;
const SIDE = 4;

const edgeWords = (chart, label) => (isNarrow(chart) ? label.short : label.full);

export function edgeWidth(chart) {
  const widths = chart.spc.edge.map((label) => measure(chart, edgeWords(chart, label), label.bold));
  return Math.max(fontSize(chart), ...widths) + LEADER + SIDE;
}

export function drawEdge(chart) {
  const { edge, colours } = chart.spc;
  const { right, top, bottom } = chart.chartArea;
  const size = fontSize(chart);
  const lines = edge.map((label) => chart.scales.y.getPixelForValue(label.level));
  const places = spread(lines, size * 1.22, top - size / 2, bottom + size / 2);
  edge.forEach((label, i) => {
    if (Math.abs(lines[i] - places[i]) > 1) {
      stroke(chart.ctx, [[right + 1, lines[i]], [right + LEADER - 3, places[i]]], { colour: colours.rule });
    }
    write(chart, edgeWords(chart, label), right + LEADER, places[i], { ink: label.ink, bold: label.bold });
  });
}

// Heights of the unit and of the captions, which share a row where they do not touch, and of both together.
export function topRows(chart) {
  const { unit, phases, xRange } = chart.spc;
  const size = fontSize(chart);
  const middle = size * 0.65;
  if (!unit || !phases.length) {
    return { unit: middle, captions: middle, height: unit || phases.length ? rowHeight(chart) : 0 };
  }
  const left = size * 3;
  const room = chart.width - left - edgeWidth(chart);
  const boundary = left + ((phases[0].x - xRange[0]) / (xRange[1] - xRange[0])) * room;
  const start = Math.min(boundary, chart.width - measure(chart, phases[0].words) - SIDE);
  const below = start < measure(chart, unit) + size ? rowHeight(chart) : 0;
  return { unit: middle, captions: middle + below, height: below + rowHeight(chart) };
}

export function drawTop(chart) {
  const { colours, phases, unit } = chart.spc;
  const rows = topRows(chart);
  if (unit) write(chart, unit, SIDE, rows.unit, { ink: colours.quiet });
  let taken = 0;
  phases.forEach((phase) => {
    const x = chart.scales.x.getPixelForValue(phase.x);
    const width = measure(chart, phase.words);
    const start = Math.min(x + 5, chart.width - width - SIDE);
    const upright = [[x, rows.captions - fontSize(chart) / 2], [x, chart.chartArea.bottom]];
    stroke(chart.ctx, upright, { colour: colours.rule, width: 1.2, dash: [1.5, 3] });
    if (start < taken) return;
    write(chart, phase.words, start, rows.captions, { ink: colours.quiet });
    taken = start + width + fontSize(chart);
  });
}

// The earlier levels of a target that changed, in words above their own stretch of line where there is room.
export function drawTargetSteps(chart) {
  const { colours, targetSteps } = chart.spc;
  const size = fontSize(chart) * 0.87;
  targetSteps.forEach((step) => {
    const x = chart.scales.x.getPixelForValue(step.x) + 3;
    const y = chart.scales.y.getPixelForValue(step.y) - 5 - size / 2;
    if (x + measure(chart, step.words) >= chart.chartArea.right) return;
    write(chart, step.words, x, y, { ink: colours.ink, size, halo: colours.paper });
  });
}

// A bracket below the points that the limits rest on, where they are not all.
export function drawBaseline(chart) {
  const { baseline, colours } = chart.spc;
  if (!baseline) return;
  const [start, end] = [baseline.from, baseline.to].map((x) => chart.scales.x.getPixelForValue(x));
  const low = chart.chartArea.bottom - 3;
  stroke(chart.ctx, [[start, low - 6], [start, low], [end, low], [end, low - 6]], { colour: colours.line, width: 1.6 });
  if (measure(chart, baseline.words) >= chart.chartArea.right - start) return;
  const size = fontSize(chart) * 0.87;
  write(chart, baseline.words, start + 6, low - 6 - size / 2, { ink: colours.ink, size, halo: colours.paper });
}

function keyRows(chart) {
  const rows = [];
  let x = SIDE;
  chart.spc.key.forEach((item) => {
    const width = 42 + measure(chart, item.words);
    if (!rows.length || x + width > chart.width) {
      rows.push([]);
      x = SIDE;
    }
    rows[rows.length - 1].push({ ...item, x });
    x += width;
  });
  return rows;
}

const keyRowHeight = (chart) => fontSize(chart) * 1.6;

export const keyHeight = (chart) => keyRows(chart).length * keyRowHeight(chart);

export function drawKey(chart) {
  const { colours } = chart.spc;
  const first = chart.height - keyHeight(chart);
  keyRows(chart).forEach((row, i) => {
    const y = first + keyRowHeight(chart) * (i + 0.5);
    row.forEach((item) => {
      drawMark(chart.ctx, colours, item.mark, item.x + 8, y, 3.4);
      write(chart, item.words, item.x + 22, y + 1, { ink: colours.line });
    });
  });
}
