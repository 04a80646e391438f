// `release` runs this in the browser: put the articles of all pages into one document for printing.

/**
 * @param {{names: string[], title: string, texts: string[]}} book pages by their names, in reading order; what its figures rest on
 */
async function bind({ names, title, texts }) {
  const parser = new DOMParser();
  const chapters = [];
  for (const name of names) {
    const answer = await fetch(`/${name}/`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    const page = parser.parseFromString(await answer.text(), "text/html");
    const article = page.querySelector("article");
    if (article === null) throw new Error(`${name}: no article`);
    chapters.push({ name, article: document.importNode(article, true) });
  }
  for (const { name, article } of chapters) moveIn(name, article, names);
  const whole = document.createElement("main");
  whole.className = "book md-typeset";
  whole.append(cover(title, texts, chapters), ...chapters.map(({ article }) => article));
  document.body.replaceChildren(whole);
  document.body.removeAttribute("data-md-color-scheme");
  await Promise.all([...document.images].map((image) => image.decode()));
  await document.fonts.ready;
}

/**
 * Prefix the anchors of a chapter with its name, and change its links to anchors in the book.
 * @param {string} name
 * @param {HTMLElement} article
 * @param {string[]} names
 */
function moveIn(name, article, names) {
  for (const place of article.querySelectorAll("[id]")) place.id = `${name}--${place.id}`;
  for (const user of article.querySelectorAll("[aria-labelledby]"))
    user.setAttribute("aria-labelledby", `${name}--${user.getAttribute("aria-labelledby")}`);
  article.querySelector("h1")?.setAttribute("id", name);
  for (const link of article.querySelectorAll("a[href]")) {
    const to = new URL(link.getAttribute("href") ?? "", `${location.origin}/${name}/`);
    const page = decodeURIComponent(to.pathname).replace(/^\/|\/$/g, "");
    if (to.origin !== location.origin || !names.includes(page)) link.removeAttribute("href");
    else link.setAttribute("href", to.hash ? `#${page}--${decodeURIComponent(to.hash.slice(1))}` : `#${page}`);
  }
  for (const image of article.querySelectorAll("img")) {
    image.loading = "eager";
    image.src = new URL(image.getAttribute("src") ?? "", `${location.origin}/${name}/`).pathname;
  }
  for (const fold of article.querySelectorAll("details")) fold.open = true;
  for (const scripted of article.querySelectorAll("script, noscript, button, [data-unscripted]")) scripted.remove();
}

/**
 * @param {string} title
 * @param {string[]} texts
 * @param {{name: string, article: HTMLElement}[]} chapters
 */
function cover(title, texts, chapters) {
  const page = document.createElement("section");
  page.className = "book-cover";
  const name = document.createElement("p");
  name.className = "book-title";
  name.textContent = title;
  const told = texts.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
  const list = document.createElement("ol");
  for (const { name: chapter, article } of chapters) {
    const link = document.createElement("a");
    link.href = `#${chapter}`;
    link.textContent = article.querySelector("h1")?.firstChild?.textContent ?? chapter;
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  page.append(name, ...told, list);
  return page;
}
