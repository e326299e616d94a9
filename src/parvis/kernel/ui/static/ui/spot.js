// A place as an address, a point, or both: suggestions while typing, the device's position, words for a tapped point.

const KEYS = { ArrowDown: 1, ArrowUp: -1 };

function spotOf(area) {
  const [address, lat, lon, list, status] = ["[data-address]", "[data-lat]", "[data-lon]", ".suggestions", "[data-status]"].map((mark) => area.querySelector(mark));
  const words = JSON.parse(area.dataset.words);
  const [west, south, east, north] = area.dataset.bounds.split(",").map(Number);
  let typedByUs = false;
  let turn = 0; // a late answer about an earlier place must not write over what came since

  const say = (sentence) => { status.textContent = sentence; };
  const fill = (field, value) => { field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); };
  const close = () => { list.hidden = true; address.setAttribute("aria-expanded", "false"); address.removeAttribute("aria-activedescendant"); };
  const mark = (point) => {
    fill(lat, point.lat.toFixed(6));
    fill(lon, point.lon.toFixed(6));
    area.dispatchEvent(new CustomEvent("spot:moved", { detail: point }));
  };
  const write = (text) => { typedByUs = true; fill(address, text); typedByUs = false; };

  async function ask(url, parameters) {
    // Without a network the words are missing, the point is not.
    const answer = await fetch(`${url}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    return answer?.ok ? answer.json() : {};
  }

  area.addEventListener("spot:picked", async ({ detail }) => {
    const mine = ++turn;
    mark(detail);
    say(words.marked);
    if (!area.dataset.reverse) return;
    const { text } = await ask(area.dataset.reverse, { lat: detail.lat.toFixed(6), lon: detail.lon.toFixed(6) });
    if (text && mine === turn) { write(text); say(words.near.replace("{place}", text)); }
  });

  area.querySelector("[data-locate]").addEventListener("click", () => {
    if (!navigator.geolocation) return say(words.refused);
    say(words.asking);
    navigator.geolocation.getCurrentPosition(({ coords: { latitude, longitude } }) => {
      if (longitude < west || longitude > east || latitude < south || latitude > north) return say(words.outside);
      area.dispatchEvent(new CustomEvent("spot:picked", { detail: { lat: latitude, lon: longitude } }));
    }, () => say(words.refused), { enableHighAccuracy: true, timeout: 10000 });
  });
  area.querySelector("[data-locate]").hidden = false;

  function choose(place) {
    turn += 1;
    write(place.text);
    mark(place);
    say(words.marked);
    close();
  }

  function offer(places) {
    list.replaceChildren(...places.map((place, index) => {
      const item = Object.assign(document.createElement("li"), { id: `${address.id}_option_${index}` });
      item.setAttribute("role", "option");
      item.append(Object.assign(document.createElement("bdi"), { textContent: place.text }));
      if (place.area) item.append(Object.assign(document.createElement("span"), { textContent: place.area, className: "quiet" }));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(place); });
      item.place = place;
      return item;
    }));
    list.hidden = !places.length;
    address.setAttribute("aria-expanded", String(places.length > 0));
    say(places.length ? words.found.replace("{count}", places.length) : words.unknown);
  }

  if (!area.dataset.search) return;
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) address.setAttribute(name, value);
  let waiting;
  address.addEventListener("input", () => {
    if (typedByUs) return;
    turn += 1;
    // A new address makes the old point wrong.
    lat.value = lon.value = "";
    clearTimeout(waiting);
    const query = address.value.trim();
    if (query.length < 2) return close();
    waiting = setTimeout(async () => {
      const { results = [] } = await ask(area.dataset.search, { q: query, format: "json" });
      if (address.value.trim() === query) offer(results.slice(0, 6));
    }, 180);
  });
  address.addEventListener("keydown", (event) => {
    const items = [...list.children];
    const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") return close();
    if (list.hidden) return;
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); return choose(items[at].place); }
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    const next = (at + KEYS[event.key] + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
    address.setAttribute("aria-activedescendant", items[next].id);
  });
  address.addEventListener("blur", close);
}

document.querySelectorAll("[data-spot]").forEach(spotOf);
