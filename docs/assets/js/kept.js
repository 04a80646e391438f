// What is said where months cannot be kept or read.

export const NO_STORE = "这个浏览器现在不让网页存东西（可能是无痕浏览），月份记不下来；上面的计算不受影响。";
const NEWER = "这台设备上的月份是更新的页面记的，这个页面旧了，读不了也记不下。请刷新页面；记过的都在，填的数也还在上面。";
export const NOT_READY = "计算还没有准备好，没有做。等上面的结果出来，再按一次。";
const OTHERS = "另一个页面刚改过记的月份";
const WIPED = "浏览器清掉了记过的月份";
export const NOT_KEPT = "没有存下（可能是存储空间满了），以前记的都在，填的数也还在上面。";

/**
 * What is said of what was not done, because the months are not as the reader has seen them.
 * @param {boolean} wiped whether the browser has done that
 */
export function notDone(wiped) {
  return `${wiped ? WIPED : OTHERS}，没有做。看一看现在记的，还要做就再按一次。`;
}

/**
 * What is said of a month that was not kept, because it is not as this page has seen it.
 * @param {string} said the month
 * @param {boolean} there whether it is kept now
 * @param {boolean} wiped whether the browser has emptied the store
 */
export function overtaken(said, there, wiped) {
  const done = there ? "另一个页面改过" : wiped ? "浏览器清掉了记过的" : "另一个页面删掉了";
  return `${done}${said}，没有存，填的数还在上面。要按这里填的记，按「用这里填的」。`;
}

/**
 * @param {unknown} error of the store
 * @param {string} otherwise what is said where it is of no kind that has its own words
 */
export function reason(error, otherwise) {
  const name = error instanceof DOMException ? error.name : "";
  // A store that a newer page has changed, or closed under this one.
  return ["VersionError", "InvalidStateError"].includes(name) ? NEWER : otherwise;
}
