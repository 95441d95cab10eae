// Sizes, words and lines on the canvas of a chart. Its data are in chart.spc, as chart_json made them.

const NARROW_BELOW = 560;

export const isNarrow = (chart) => chart.width < NARROW_BELOW;

export const fontSize = (chart) => (isNarrow(chart) ? 16 : 15);

export const rowHeight = (chart) => fontSize(chart) * 1.5;

const font = (chart, bold, size = fontSize(chart)) => `${bold ? "bold " : ""}${size}px ${chart.spc.colours.font}`;

// The width of words in pixels.
export function measure(chart, words, bold = false) {
  chart.ctx.save();
  chart.ctx.font = font(chart, bold);
  const { width } = chart.ctx.measureText(words);
  chart.ctx.restore();
  return width;
}

// Words with their middle at the height y; a halo keeps them legible over lines.
export function write(chart, words, x, y, { ink, bold = false, align = "left", size, halo = "" }) {
  const { ctx } = chart;
  ctx.font = font(chart, bold, size);
  ctx.fillStyle = ink;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  if (halo) {
    ctx.lineWidth = 6;
    ctx.lineJoin = "round";
    ctx.strokeStyle = halo;
    ctx.strokeText(words, x, y);
  }
  ctx.fillText(words, x, y);
}

// A polyline through [x, y] pixels.
export function stroke(ctx, places, { colour, width = 1, dash = [] }) {
  ctx.save();
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  places.forEach(([x, y]) => ctx.lineTo(x, y));
  ctx.stroke();
  ctx.restore();
}

// Places near those wanted, at least `size` apart, between low and high: touching ones share the shift.
export function spread(wanted, size, low, high) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const step = Math.min(size, (high - low) / Math.max(wanted.length - 1, 1));
  const groups = [];
  order.forEach((i, rank) => {
    let group = { mean: wanted[i] - rank * step, length: 1 };
    while (groups.length && groups[groups.length - 1].mean > group.mean) {
      const before = groups.pop();
      const length = before.length + group.length;
      group = { mean: (before.mean * before.length + group.mean * group.length) / length, length };
    }
    groups.push(group);
  });
  const highest = high - (wanted.length - 1) * step;
  const starts = groups.flatMap((group) => Array(group.length).fill(group.mean));
  const places = [];
  order.forEach((i, rank) => {
    places[i] = Math.min(Math.max(starts[rank], low), highest) + rank * step;
  });
  return places;
}
