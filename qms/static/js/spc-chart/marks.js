// The marks of points, in the shapes and shades of the SVG.

import { isNarrow } from "./text.js";

const HALF_SIDE = Math.sqrt(3) / 2;

// One mark: "" is common cause, "excluded" hollow, "concern-high" and so on a triangle, "neutral-pattern" a diamond. The radius is in pixels.
export function drawMark(ctx, colours, mark, x, y, radius) {
  const [meaning, side] = mark.split("-");
  if (meaning in colours.tones) {
    drawSpecial(ctx, colours.tones[meaning], { meaning, pattern: side === "pattern", up: side === "high" }, x, y, radius * 1.9 + 0.6);
    return;
  }
  const hollow = mark === "excluded";
  ctx.fillStyle = hollow ? colours.paper : colours.tones.common.edge;
  ctx.strokeStyle = hollow ? colours.tones.common.edge : colours.paper;
  ctx.lineWidth = hollow ? 1.5 : 1;
  circle(ctx, x, y, hollow ? radius + 0.5 : radius);
  ctx.fill();
  ctx.stroke();
}

// A triangle that points the way the value went, or a diamond for a pattern without a side.
function drawSpecial(ctx, tone, { meaning, pattern, up }, x, y, size) {
  const tip = up ? -size : size;
  const side = pattern ? size : size * HALF_SIDE;
  const level = pattern ? 0 : -tip / 2;
  ctx.beginPath();
  ctx.moveTo(x, y + tip);
  ctx.lineTo(x + side, y + level);
  if (pattern) ctx.lineTo(x, y - tip);
  ctx.lineTo(x - side, y + level);
  ctx.closePath();
  ctx.lineJoin = "round";
  ctx.fillStyle = tone.fill;
  ctx.strokeStyle = tone.edge;
  ctx.lineWidth = Math.max(1.3, size / 5);
  ctx.fill();
  ctx.stroke();
  if (meaning !== "concern") return;
  ctx.fillStyle = tone.edge;
  circle(ctx, x, y, size / 4);
  ctx.fill();
}

function circle(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

// All points, special causes on top, with a ring around the one being read.
export function drawPoints(chart) {
  const { arms, points, colours } = chart.spc;
  const spacing = chart.chartArea.width / Math.max(points.length, 1);
  const roomy = (isNarrow(chart) ? 3 : 3.4) * (spacing > 60 ? 1.4 : 1);
  const radius = Math.min(roomy, Math.max(spacing * 0.36, 1.6));
  const shown = points.filter((point, i) => {
    if (point.y === null) return false;
    if (arms.length) return point.mark !== "";
    return spacing >= 3.2 || point.mark || (point.begins && endsHere(points, i));
  });
  const quiet = shown.filter((point) => !point.mark);
  const loud = shown.filter((point) => point.mark);
  [...quiet, ...loud].forEach((point) => {
    drawMark(chart.ctx, colours, point.mark, ...placeOf(chart, point), radius);
  });
  const [active] = chart.getActiveElements();
  if (!active) return;
  chart.ctx.strokeStyle = colours.ink;
  chart.ctx.lineWidth = 2;
  circle(chart.ctx, ...placeOf(chart, points[active.index]), radius * 1.9 + 5);
  chart.ctx.stroke();
}

// Whether the line stops at a point: a gap or the end of the series follows.
function endsHere(points, i) {
  return i + 1 >= points.length || points[i + 1].y === null || points[i + 1].begins;
}

export function placeOf(chart, point) {
  return [chart.scales.x.getPixelForValue(point.x), chart.scales.y.getPixelForValue(point.y)];
}
