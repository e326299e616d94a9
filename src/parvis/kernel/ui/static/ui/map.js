// Maps. The list on the page is the data; the map is drawn from it and comes only when it can be seen and drawn.
// <div data-map="show" data-places="ID of the list"> or data-source="GeoJSON address"; data-map="pick" inside [data-spot].

const SVG = "http://www.w3.org/2000/svg";
const PIN = "M20 3C12.300 3 6 9.200 6 16.900 6 27 20 37 20 37s14-10 14-20.100C34 9.200 27.700 3 20 3z";
const root = document.documentElement;
const night = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const figures = new Intl.NumberFormat(root.lang, { numberingSystem: "latn" });
// How far the map steps back where it knows no street: far enough to see the neighbourhood and its name.
const WITHOUT_STREETS = 12;

export const drawable = () => Boolean(document.createElement("canvas").getContext("webgl2"));
const isDark = () => root.dataset.theme === "dark" || (root.dataset.theme !== "light" && night.matches);
const styleOf = (frame) => `${frame.dataset.style}?theme=${isDark() ? "dark" : "light"}&language=${root.lang}`;
const numbers = (text) => text.split(",").map(Number);

let programs;
async function load(frame) {
  programs ??= (async () => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: frame.dataset.sheet });
    document.head.prepend(sheet);
    const [maplibre, tiles] = await Promise.all([
      import(frame.dataset.module), import(frame.dataset.tiles),
      // Labels are drawn with the fonts of the page, so these have to be there first.
      document.fonts.load('400 16px "Atkinson Hyperlegible Next"'), document.fonts.load('400 16px "Noto Sans Arabic"', "ا"),
    ]);
    maplibre.setWorkerUrl(frame.dataset.worker);
    maplibre.addProtocol("pmtiles", new tiles.Protocol().tile);
    return maplibre;
  })();
  return programs;
}

export async function draw(frame, options = {}) {
  const maplibre = await load(frame);
  const [west, south, east, north] = numbers(frame.dataset.bounds);
  const words = JSON.parse(frame.dataset.words);
  const map = new maplibre.Map({
    container: frame, style: styleOf(frame), locale: words, center: numbers(frame.dataset.centre), zoom: 12, minZoom: 9, maxZoom: 19,
    maxBounds: [west - 0.4, south - 0.3, east + 0.4, north + 0.3], attributionControl: false, dragRotate: false, pitchWithRotate: false,
    touchPitch: false, fadeDuration: still ? 0 : 200, ...options,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), root.dir === "rtl" ? "top-left" : "top-right");
  map.addControl(new maplibre.AttributionControl({ compact: true }), root.dir === "rtl" ? "bottom-left" : "bottom-right");
  // Arrow keys move the map and + and - zoom it, so it is an application to whoever listens.
  map.getCanvas().setAttribute("role", "application");
  map.getCanvas().setAttribute("aria-label", frame.dataset.label);
  night.addEventListener("change", () => map.setStyle(styleOf(frame)));
  return { maplibre, map, words };
}

function button(kind, label, content) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: kind });
  made.setAttribute("aria-label", label);
  made.append(content);
  return made;
}

function pin(label, question) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 40 40");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", PIN);
  const eye = document.createElementNS(SVG, "circle");
  for (const [name, value] of [["cx", 20], ["cy", 17], ["r", 5], ["class", "eye"]]) eye.setAttribute(name, value);
  drawing.append(shape, eye);
  const made = button("map-pin", label, drawing);
  if (question) made.dataset.question = question;
  return made;
}

function fromList(list) {
  const features = [...list.querySelectorAll("[data-lat][data-lon]")].map((item) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [Number(item.dataset.lon), Number(item.dataset.lat)] },
    properties: {
      title: (item.querySelector("h2, h3, h4, a") ?? item).textContent.trim(),
      href: item.dataset.href ?? item.querySelector("a")?.getAttribute("href") ?? "",
      question: item.dataset.question ?? "",
    },
  }));
  return { type: "FeatureCollection", features };
}

async function show(frame) {
  const { maplibre, map, words } = await draw(frame, { cooperativeGestures: true });
  const list = frame.dataset.places ? document.getElementById(frame.dataset.places) : null;
  // A source is asked for what is in sight; from far it answers with counts instead of single things.
  const data = () => (list ? fromList(list) : { type: "FeatureCollection", features: [] });
  let asked = 0;
  const ask = async () => {
    const turn = ++asked;
    const box = map.getBounds().toArray().flat().map((degrees) => degrees.toFixed(5)).join(",");
    const answer = await fetch(`${frame.dataset.source}${frame.dataset.source.includes("?") ? "&" : "?"}box=${box}`);
    if (answer.ok && turn === asked) map.getSource("things")?.setData(await answer.json());
  };
  const ready = () => {
    if (map.getSource("things")) return;
    map.addSource("things", { type: "geojson", data: data(), cluster: true, clusterRadius: 44, clusterMaxZoom: 16,
      clusterProperties: { total: ["+", ["coalesce", ["get", "count"], 1]] } });
    if (!list) ask();
    // Nothing to see: the layer keeps the source loaded, and the map's names out of the pins' way. The pins are buttons,
    // so that keys and screen readers reach them.
    const size = ["case", [">", ["coalesce", ["get", "total"], ["get", "count"], 1], 1], "0000", "00"];
    map.addLayer({ id: "things", type: "symbol", source: "things", paint: { "text-opacity": 0 },
      layout: { "text-field": size, "text-font": ["Atkinson Hyperlegible Next"], "text-size": 18, "text-padding": 10, "text-allow-overlap": true } });
  };
  map.on("style.load", ready);
  const pins = new Map();
  const popup = new maplibre.Popup({ offset: 22, maxWidth: "16rem" });
  const open = (point, { title, href }) => {
    const box = Object.assign(document.createElement("div"), { className: "map-popup" });
    const link = Object.assign(document.createElement(href ? "a" : "span"), { textContent: title });
    if (href) link.href = href;
    box.append(link);
    popup.setLngLat(point).setDOMContent(box).addTo(map);
  };
  const made = (feature) => {
    const { cluster, cluster_id: id, title, question } = feature.properties;
    const count = feature.properties.total ?? feature.properties.count ?? 1;
    const place = feature.geometry.coordinates;
    const figure = figures.format(count);
    const sign = count > 1
      ? button("map-cluster", words["Parvis.Several"].replace("{count}", figure), figure) : pin(title, question);
    sign.addEventListener("click", async (event) => {
      event.stopPropagation();
      if (count <= 1) return open(place, feature.properties);
      const zoom = cluster ? await map.getSource("things").getClusterExpansionZoom(id) : map.getZoom() + 2;
      map.easeTo({ center: place, zoom, animate: !still });
    });
    return new maplibre.Marker({ element: sign, anchor: count > 1 ? "center" : "bottom" }).setLngLat(place);
  };
  map.on("render", () => {
    if (!map.getSource("things") || !map.isSourceLoaded("things")) return;
    const seen = new Map(map.querySourceFeatures("things").map((feature) => {
      const { title, total, count } = feature.properties;
      return [`${title ?? ""}@${feature.geometry.coordinates}:${total ?? count ?? 1}`, feature];
    }));
    for (const [key, marker] of pins) if (!seen.has(key)) { marker.remove(); pins.delete(key); }
    for (const [key, feature] of seen) if (!pins.has(key)) pins.set(key, made(feature).addTo(map));
  });
  const fit = () => {
    const points = list ? fromList(list).features.map((feature) => feature.geometry.coordinates) : [];
    const [west, south, east, north] = numbers(frame.dataset.bounds);
    const box = points.length ? points.reduce((all, each) => all.extend(each), new maplibre.LngLatBounds(points[0], points[0])) : [[west, south], [east, north]];
    const narrow = Math.min(frame.clientWidth, frame.clientHeight);
    map.fitBounds(box, { padding: Math.min(56, narrow / 9), maxZoom: 16, animate: false });
  };
  fit();
  if (list) map.once("idle", () => {
    const streets = map.getStyle().layers.filter((layer) => layer["source-layer"] === "roads").map((layer) => layer.id);
    const known = streets.length && map.queryRenderedFeatures({ layers: streets }).length;
    if (!known && map.getZoom() > WITHOUT_STREETS) map.jumpTo({ zoom: WITHOUT_STREETS });
  });
  if (!list) map.on("moveend", ask);
  document.body.addEventListener("htmx:afterSettle", () => { if (list?.isConnected) map.getSource("things")?.setData(data()); });
}

async function pick(frame) {
  const spot = frame.closest("[data-spot]");
  const { maplibre, map } = await draw(frame);
  for (const { dataset } of document.querySelectorAll("[data-things]")) import(dataset.module).then(({ offer }) => offer(dataset.things, map, maplibre, pin));
  const marker = new maplibre.Marker({ element: pin(frame.dataset.label, "saw"), anchor: "bottom" });
  const put = ({ lng, lat }) => marker.setLngLat([lng, lat]).addTo(map);
  const cross = document.createElement("span");
  cross.className = "centre-mark";
  frame.append(cross);
  map.on("click", ({ lngLat }) => spot.dispatchEvent(new CustomEvent("spot:picked", { detail: { lon: lngLat.lng, lat: lngLat.lat } })));
  spot.querySelector("[data-use-centre]").addEventListener("click", () => {
    const { lng, lat } = map.getCenter();
    spot.dispatchEvent(new CustomEvent("spot:picked", { detail: { lon: lng, lat } }));
  });
  const follow = ({ detail: { lon, lat } }, zoom = Math.max(map.getZoom(), 16)) => {
    put({ lng: lon, lat });
    map.easeTo({ center: [lon, lat], zoom, animate: !still });
  };
  spot.addEventListener("spot:moved", follow);
  const [lat, lon] = ["lat", "lon"].map((name) => parseFloat(spot.querySelector(`[data-${name}]`).value));
  if (Number.isFinite(lat) && Number.isFinite(lon)) map.once("load", () => follow({ detail: { lon, lat } }));
}

const kinds = { show, pick };
const frames = document.querySelectorAll("[data-map]");
if (frames.length && drawable()) {
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      kinds[target.dataset.map](target).catch((fault) => { target.hidden = true; console.error(fault); });
    }
  }, { rootMargin: "200px" });
  for (const frame of frames) {
    frame.hidden = false;
    frame.closest("[data-map-picker]")?.removeAttribute("hidden");
    watch.observe(frame);
  }
}
