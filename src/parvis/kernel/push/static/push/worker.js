// Shows what the city sends to this device and opens its page. It keeps nothing and answers for no page.

const say = (seen, opened) => fetch(new URL("seen/", self.location), { method: "POST", body: new URLSearchParams({ seen, opened: opened ? "yes" : "" }), credentials: "omit" }).catch(() => {});

self.addEventListener("push", (event) => {
  const told = event.data.json();
  const shown = self.registration.showNotification(told.city, { body: told.title, tag: told.tag, lang: told.lang, dir: "auto", data: told });
  event.waitUntil(shown.then(() => say(told.seen, false)));
});

self.addEventListener("notificationclick", (event) => {
  const { path, seen } = event.notification.data;
  event.notification.close();
  event.waitUntil(Promise.all([say(seen, true), self.clients.openWindow(path)]));
});
