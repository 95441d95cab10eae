/*
 * Makes the control charts of a page interactive. Load it as a module, after Chart.js:
 *   <script type="module" src="…/js/spc-chart.js"></script>
 *
 * Each <figure data-spc-chart> holds the chart as SVG and a <script type="application/json" class="spc-chart-data">
 * made by qms.golden_thread.drawing.chart_json. When the figure comes near the window, a canvas takes the place of
 * the SVG on screen; print, and browsers without JavaScript, keep the SVG. All measures and all words come from the
 * JSON block: this script lays out and draws, it decides nothing.
 */

import { nearestPoint, select, settingsFor } from "./spc-chart/settings.js";

const { Chart } = window;
const STILL = "spc-chart__still";

const LOOK = `
  .spc-chart__live { position: relative; height: 420px; }
  .spc-chart__live:focus-visible { outline: 4px solid #212b32; outline-offset: 4px; box-shadow: 0 0 0 4px #ffeb3b; }
  @media screen { .${STILL} { display: none !important; } }
  @media print { .spc-chart__live { display: none !important; } }
`;

function enliven(figure) {
  const data = JSON.parse(figure.querySelector("script.spc-chart-data").textContent);
  if (!data.points.some((point) => point.y !== null)) return;
  const live = document.createElement("div");
  live.className = "spc-chart__live";
  live.tabIndex = 0;
  live.setAttribute("role", "application");
  live.setAttribute("aria-roledescription", "interactive chart");
  live.setAttribute("aria-label", `${data.title}. ${data.description} Use the left and right arrow keys to read the points.`);
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const voice = document.createElement("div");
  voice.className = "nhsuk-u-visually-hidden";
  voice.setAttribute("aria-live", "polite");
  live.append(canvas);
  stills(figure).forEach((still) => still.classList.add(STILL));
  figure.prepend(live, voice);
  const chart = new Chart(canvas, settingsFor(data));
  live.addEventListener("keydown", (event) => readOn(event, chart, voice));
  live.addEventListener("blur", () => deselect(chart));
}

// What the canvas replaces: the elements marked for it, or the SVG pictures that stand in the figure itself.
function stills(figure) {
  const marked = figure.querySelectorAll("[data-spc-still]");
  return marked.length ? [...marked] : [...figure.querySelectorAll(":scope > svg")];
}

function readOn(event, chart, voice) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") {
    deselect(chart);
    return;
  }
  const { points } = chart.spc;
  const shown = [...points.keys()].filter((i) => points[i].y !== null);
  const [active] = chart.getActiveElements();
  const now = active ? shown.indexOf(active.index) : shown.length;
  const last = shown.length - 1;
  const next = { ArrowLeft: now - 1, ArrowRight: Math.min(now + 1, last), Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const index = shown[Math.max(next, 0)];
  select(chart, index);
  chart.draw();
  voice.textContent = [points[index].name, ...points[index].say].join(". ");
}

function deselect(chart) {
  chart.setActiveElements([]);
  chart.tooltip.setActiveElements([], { x: 0, y: 0 });
  chart.draw();
}

function watch(figures) {
  const seen = new IntersectionObserver(
    (entries) => {
      entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
        seen.unobserve(entry.target);
        enliven(entry.target);
      });
    },
    { rootMargin: "300px" },
  );
  figures.forEach((figure) => seen.observe(figure));
}

const figures = document.querySelectorAll("figure[data-spc-chart]");
if (Chart && figures.length) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  Chart.Interaction.modes.spcPoint = nearestPoint;
  watch(figures);
}
