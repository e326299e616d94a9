// Things to tap on the map on which somebody says where, in place of a bare spot.

// From here on each thing in the street can be told from the next.
const SINGLE_THINGS = 17;

function shown({ title, href }) {
  const box = Object.assign(document.createElement("div"), { className: "map-popup" });
  box.append(Object.assign(document.createElement("a"), { textContent: title, href }));
  return box;
}

// What is in sight, as GeoJSON features; none when they cannot be had.
async function seen(map, source) {
  const box = map.getBounds().toArray().flat().map((degrees) => degrees.toFixed(5)).join(",");
  const answer = await fetch(`${source}${source.includes("?") ? "&" : "?"}box=${box}`).catch(() => null);
  return answer?.ok ? (await answer.json()).features : [];
}

export function offer(source, map, maplibre, pin) {
  const popup = new maplibre.Popup({ offset: 22, maxWidth: "16rem" });
  let pins = [];
  let asked = 0;
  map.on("moveend", async () => {
    const turn = ++asked;
    const features = map.getZoom() < SINGLE_THINGS ? [] : await seen(map, source);
    if (turn !== asked) return;
    for (const each of pins) each.remove();
    pins = features.filter(({ properties }) => properties.href).map(({ properties, geometry: { coordinates } }) => {
      const sign = pin(properties.title, properties.question);
      sign.addEventListener("click", (event) => {
        event.stopPropagation();
        popup.setLngLat(coordinates).setDOMContent(shown(properties)).addTo(map);
      });
      return new maplibre.Marker({ element: sign, anchor: "bottom" }).setLngLat(coordinates).addTo(map);
    });
  });
}
