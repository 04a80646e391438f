// Deletes a part of what a device stores: `what` names the kind, `places` the items.
async ([what, places]) => {
  const [name] = await caches.keys();
  const cache = await caches.open(name);
  const all = await cache.keys();
  const some = (from) => [...new Set(places.map((place) => from[place % from.length]))];
  const ledger = "handbook-months";
  const months = (change) => new Promise((settle, fail) => {
    const open = indexedDB.open(ledger);
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const changing = open.result.transaction("months", "readwrite");
      changing.oncomplete = () => { open.result.close(); settle(); };
      changing.onabort = () => fail(changing.error);
      change(changing.objectStore("months"));
    };
  });
  const ways = {
    entries: () => Promise.all(some(all).map((each) => cache.delete(each))),
    cache: () => caches.delete(name),
    mark: () => cache.delete(all.find(({ url }) => url.endsWith("/kept-whole"))),
    worker: async () => (await navigator.serviceWorker.getRegistration()).unregister(),
    texts: () => localStorage.clear(),
    ledger: () => new Promise((settle, fail) => {
      const deletion = indexedDB.deleteDatabase(ledger);
      deletion.onsuccess = () => settle();
      deletion.onerror = () => fail(deletion.error);
    }),
    months: () => months((store) => store.clear()),
    row: () => months((store) => store.put({ month: "2025-03", revision: 1, row: { month: "2025-03" } })),
    halves: async () => {
      for (const each of some(all.filter(({ url }) => url.includes("/runtime/")))) {
        const found = await cache.match(each);
        const bytes = await found.arrayBuffer();
        await cache.put(each, new Response(bytes.slice(0, bytes.byteLength / 2), { headers: found.headers }));
      }
    },
  };
  await ways[what]();
}
