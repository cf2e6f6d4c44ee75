// The charts of the history: what they show is also in the page's table.
"use strict";

const place = document.querySelector("[data-chart]");
const below = document.querySelector("[data-failures]");
const MARK_SIGNS = { reload: "◆", restart: "●", line_down: "▼", freeze: "✱" };
let plots = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function seconds(milliseconds) {
  const language = place.dataset.language;
  if (milliseconds < 1000) return `${Math.round(milliseconds).toLocaleString(language)} ms`;
  return `${(milliseconds / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} s`;
}

// What changed, as dashed lines from top to bottom with a sign at their head.
function drawMarks(marks) {
  return (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = `${Math.round(12 * devicePixelRatio)}px sans-serif`;
    ctx.textAlign = "center";
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const [at, kind] of marks) {
      const x = plot.valToPos(at, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = ctx.fillStyle = colour(kind === "line_down" ? "--bad" : "--soft");
      ctx.beginPath();
      ctx.moveTo(x, bbox.top + 16 * devicePixelRatio);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(MARK_SIGNS[kind] ?? "◆", x, bbox.top + 12 * devicePixelRatio);
    }
    ctx.restore();
  };
}

// Who drags over a stretch gets a page of it: an address that can be kept.
function zoom(plot) {
  if (plot.select.width < 10) return;
  const address = new URL(place.dataset.zoom, location.href);
  const begin = plot.posToVal(plot.select.left, "x");
  const end = plot.posToVal(plot.select.left + plot.select.width, "x");
  address.searchParams.set("begin", begin.toFixed(0));
  address.searchParams.set("end", Math.max(end, begin + 60).toFixed(0));
  location.assign(address);
}

function axes(values, size) {
  const line = { stroke: colour("--rule"), width: 1 };
  const shared = { stroke: colour("--soft"), grid: line, ticks: line };
  return [
    { ...shared, values: times },
    { ...shared, size, values: (_, shown) => shown.map(values) },
  ];
}

// The home's day has 24 hours, whatever the browser's language thinks.
function times(plot, shown) {
  const language = place.dataset.language;
  const long = plot.scales.x.max - plot.scales.x.min > 2 * 86400;
  const form = long
    ? { day: "numeric", month: "short" }
    : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return shown.map((at) => new Date(at * 1000).toLocaleString(language, form));
}

// A point that has no neighbour is no line: it is shown as a point.
function lonely(plot, series) {
  const shown = plot.data[series];
  const is = (at) => shown[at] != null && shown[at - 1] == null && shown[at + 1] == null;
  return [...shown.keys()].filter(is);
}

function options(element, height, more) {
  return {
    width: element.clientWidth,
    height,
    cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: "history" } },
    legend: { live: true },
    ...more,
  };
}

function when(_, at) {
  const form = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" };
  return at == null ? "–" : new Date(at * 1000).toLocaleString(place.dataset.language, form);
}

function draw() {
  for (const plot of plots) plot.destroy();
  const data = JSON.parse(place.dataset.chart);
  const words = place.dataset;
  const value = (_, shown) => (shown == null ? "–" : seconds(shown));
  const time = { label: words.time, value: when };
  const hooks = { setSelect: [zoom], draw: [drawMarks(data.marks)] };
  const points = { show: true, size: 4, filter: lonely };
  const dash = { dash: [5, 4], width: 1.5, value, points };
  const lines = [
    time,
    { label: words.p50, stroke: colour("--ember"), width: 2.5, value, points },
    { label: words.p95, stroke: colour("--glow"), width: 1, value, points },
    { label: words.p99, stroke: colour("--soft"), ...dash },
  ];
  const bars = uPlot.paths.bars({ size: [0.8, 40] });
  const number = (_, shown) => (shown == null ? "–" : shown.toLocaleString(words.language));
  plots = [
    new uPlot(
      options(place, 300, {
        series: lines,
        bands: [{ series: [2, 1], fill: colour("--band") }],
        axes: axes(seconds, 64),
        scales: { y: { range: (_, __, most) => [0, Math.max(most * 1.15, 50)] } },
        hooks,
      }),
      [data.at, data.p50, data.p95, data.p99],
      place,
    ),
    new uPlot(
      options(below, 140, {
        series: [
          time,
          { label: words.failed, fill: colour("--bad"), paths: bars, points: { show: false }, value: number },
        ],
        axes: axes((shown) => (Number.isInteger(shown) ? shown : ""), 64),
        scales: { y: { range: (_, __, most) => [0, Math.max(most, 3)] } },
        hooks: { setSelect: [zoom] },
      }),
      [data.at, data.failed],
      below,
    ),
  ];
}

if (place && below) {
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    draw();
  }).observe(place);
}
