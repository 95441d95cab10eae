// Numbered flags above the plot: round for notes, square and dark for changes that a team tried.

import { edgeWidth } from "./margins.js";
import { fontSize, measure, spread, stroke, write } from "./text.js";

const rowHeight = (chart) => fontSize(chart) + 11;
const height = (chart) => fontSize(chart) + 6;

function widest(chart) {
  return Math.max(height(chart), ...chart.spc.flags.map((flag) => measure(chart, flag.number, true) + 10)) + 2;
}

function rowCount(chart) {
  const { flags } = chart.spc;
  const room = Math.max(chart.width - 3 * fontSize(chart) - edgeWidth(chart), 1);
  return flags.length ? Math.min(3, Math.ceil((flags.length * widest(chart)) / room)) : 0;
}

// The height in pixels that the flags need over the plot.
export const flagsHeight = (chart) => rowCount(chart) * rowHeight(chart);

// Where each flag stands, and where on the plot its upright meets the top.
function placed(chart) {
  const { flags, points } = chart.spc;
  const { left, right, top } = chart.chartArea;
  const rows = rowCount(chart);
  const width = widest(chart);
  return [...Array(rows).keys()].flatMap((row) => {
    const members = flags.filter((_, i) => i % rows === row);
    const feet = members.map((flag) => chart.scales.x.getPixelForValue(points[flag.point].x));
    const y = top - 4 - rowHeight(chart) * (row + 0.5);
    return spread(feet, width, left + width / 2, right - width / 2).map((x, i) => ({
      flag: members[i],
      foot: feet[i],
      width: width - 2,
      x,
      y,
    }));
  });
}

export function drawFlagLines(chart) {
  const { top, bottom } = chart.chartArea;
  placed(chart).forEach(({ foot, x, y }) => {
    stroke(chart.ctx, [[x, y], [foot, top], [foot, bottom]], { colour: chart.spc.colours.rule });
  });
}

export function drawFlags(chart) {
  const { ctx } = chart;
  const { colours } = chart.spc;
  placed(chart).forEach(({ flag, width, x, y }) => {
    const tall = height(chart);
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - tall / 2, width, tall, flag.change ? 3 : tall / 2);
    ctx.fillStyle = flag.change ? colours.line : colours.paper;
    ctx.strokeStyle = colours.line;
    ctx.lineWidth = 1.3;
    ctx.fill();
    ctx.stroke();
    const ink = flag.change ? colours.paper : colours.ink;
    write(chart, flag.number, x, y + 1, { ink, bold: true, align: "center", size: fontSize(chart) - 2 });
  });
}

// The point whose flag lies under a pointer position; undefined where there is none.
export function pointUnderFlag(chart, x, y) {
  const hit = placed(chart).find((spot) => {
    return Math.abs(spot.x - x) <= spot.width / 2 && Math.abs(spot.y - y) <= height(chart) / 2;
  });
  return hit && hit.flag.point;
}
