// The cells on the house's map, and another month without loading the page anew. The table is the data: what a cell is
// called is read from its line. Without scripts the drawing stays, and the form has a button.
const form = document.querySelector("[data-months]");
const slider = form.elements.month;
const frame = document.querySelector("[data-heat]");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// The name of the month goes with the slider while it moves; the rest follows when it stops.
slider.addEventListener("input", () => {
  const words = JSON.parse(form.dataset.months)[slider.value - slider.min];
  document.getElementById("heat-month").textContent = words;
  slider.setAttribute("aria-valuetext", words);
});

// The map knows plain colours only; the sheet mixes them for light and dark.
const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
function plain(colour) {
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return `rgb(${brush.getImageData(0, 0, 1, 1).data.slice(0, 3).join()})`;
}
const shades = () => [...document.querySelectorAll(".heat-swatch")].map((each) => plain(getComputedStyle(each).backgroundColor));

function words(id) {
  const line = document.getElementById(`cell-${id}`);
  const box = Object.assign(document.createElement("div"), { className: "map-popup" });
  box.textContent = [...line.querySelectorAll("th, .number")].map((each) => each.textContent.trim()).join(": ");
  return box;
}

async function show() {
  const { draw, drawable } = await import(frame.dataset.maps);
  if (!drawable()) return;
  frame.hidden = false;
  const { maplibre, map } = await draw(frame, { cooperativeGestures: true });
  const popup = new maplibre.Popup({ maxWidth: "16rem" });
  let cells = { type: "FeatureCollection", features: [] };
  let source = "";
  const add = () => {
    if (map.getSource("cells")) return;
    map.addSource("cells", { type: "geojson", data: cells });
    const names = map.getStyle().layers.find(({ type }) => type === "symbol")?.id;
    const shade = ["match", ["get", "shade"], ...shades().flatMap((colour, place) => [place + 1, colour]), "transparent"];
    map.addLayer({ id: "cells", type: "fill", source: "cells", paint: { "fill-color": shade, "fill-opacity": 0.8 } }, names);
    map.addLayer({ id: "rims", type: "line", source: "cells", paint: { "line-color": plain(getComputedStyle(document.body).backgroundColor), "line-width": 1 } }, names);
  };
  const fit = () => {
    const corners = cells.features.flatMap(({ geometry }) => geometry.coordinates[0]);
    if (!corners.length) return;
    const box = corners.reduce((all, each) => all.extend(each), new maplibre.LngLatBounds(corners[0], corners[0]));
    map.fitBounds(box, { padding: 24, maxZoom: 15, animate: !still });
  };
  const area = (address) => new URL(address, location).searchParams.get("area");
  // Another month stays where the reader looks; another neighbourhood is gone to.
  const ask = async () => {
    const asked = document.querySelector("[data-cells]").dataset.cells;
    if (asked === source) return;
    const moves = !source || area(asked) !== area(source);
    source = asked;
    const answer = await fetch(asked);
    if (!answer.ok || asked !== source) return;
    cells = await answer.json();
    popup.remove();
    map.getSource("cells")?.setData(cells);
    if (moves) fit();
  };
  map.on("style.load", add);
  map.on("click", "cells", ({ lngLat, features: [{ properties }] }) => popup.setLngLat(lngLat).setDOMContent(words(properties.id)).addTo(map));
  map.on("mouseenter", "cells", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "cells", () => { map.getCanvas().style.cursor = ""; });
  document.body.addEventListener("htmx:afterSettle", ask);
  await ask();
}

if (frame) show().catch((fault) => { frame.hidden = true; console.error(fault); });
