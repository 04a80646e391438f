// What is said where months cannot be kept or read.

export const NO_STORE = "这个浏览器现在不让网页存东西（可能是无痕浏览），月份记不下来；上面的计算不受影响。";
const NEWER = "这台设备上的月份是更新的页面记的，这个页面旧了，读不了也记不下。请刷新页面；记过的都在，填的数也还在上面。";
export const NOT_READY = "计算还没有准备好，没有做。等上面的结果出来，再按一次。";
export const CHANGED = "记的月份刚变了（别的页面改过，或者浏览器清掉了），没有做。看一看现在记的，还要做就再按一次。";
export const NOT_KEPT = "没有存下（可能是存储空间满了），以前记的都在，填的数也还在上面。";

/**
 * @param {unknown} error of the store
 * @param {string} otherwise what is said where it is of no kind that has its own words
 */
export function reason(error, otherwise) {
  const name = error instanceof DOMException ? error.name : "";
  // A store that a newer page has changed, or closed under this one.
  return ["VersionError", "InvalidStateError"].includes(name) ? NEWER : otherwise;
}
