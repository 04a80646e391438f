// The bar on a phone: the amount and its first reason stay in sight, above the keyboard too.

import { fill, one, setText, setTextOrHide } from "../dom.js";

/** Worst first. */
const RISKS = ["met", "one_more", "undecided", "not_met"];
// The amounts of other times, where there are any.
const LATER = ":is([data-total=quarter], [data-total=year_end]):not([hidden], [data-quiet], [data-max='0.00'])";
// A phone's window that is lower has its keyboard open while somebody types.
const LOW_PX = 600;

export class Bar {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.sum = one(root, ".slip-bar");
    this.risk = root.querySelector(".bar-risk");
    this.example = one(root, "[data-example]");
    this.instead = one(root, ".slip-withheld");
    const parts = { subtree: true, childList: true, characterData: true, attributeFilter: ["data-status", "hidden"] };
    const seen = new MutationObserver(() => this.#tell());
    for (const place of root.querySelectorAll(".slip, .grounds")) seen.observe(place, parts);
    seen.observe(root, { attributeFilter: ["data-state"] });
    for (const change of ["resize", "scroll"]) visualViewport?.addEventListener(change, (event) => this.#stand(event));
    root.addEventListener("focusin", (event) => this.#stand(event));
    const bar = one(root, ".bar");
    new ResizeObserver(() => root.style.setProperty("--covered", `${bar.offsetHeight}px`)).observe(bar);
  }

  /** Say what the slip and the grounds say. */
  #tell() {
    const withheld = this.root.hasAttribute("data-withheld");
    const example = !this.example.hidden;
    this.sum.hidden = withheld && this.instead.hidden;
    setTextOrHide(this.sum, "[data-bar=instead]", withheld ? (this.instead.textContent ?? "") : "");
    setText(this.sum, "[data-bar=label]", example ? "例子" : this.#label);
    const later = [...this.root.querySelectorAll(LATER)].map((total) => `${text(total, "dt")} ${text(total, "dd")}`);
    const [off, ...others] = this.root.querySelectorAll("[data-line][data-min^='-']:not([hidden])");
    const reason = off ? `${text(off, ".line-name")} ${text(off, ".line-amount")}` : "没有扣款";
    const why = [...later, reason + (others.length ? `，共 ${others.length + 1} 项` : "")].join(" · ");
    setText(this.sum, "[data-bar=why]", example ? "填上你的数就算" : why);
    this.#warn();
  }

  /** Show the worst status of all grounds, in the words of the ground that has it. */
  #warn() {
    const found = RISKS.map((status) => this.root.querySelector(`[data-ground][data-status=${status}]:not([hidden])`));
    const worst = found.find(Boolean);
    if (!this.risk || !worst) return;
    this.risk.setAttribute("data-status", worst.getAttribute("data-status") ?? "");
    fill(one(this.risk, ".ground-status"), text(worst, ".ground-status"));
  }

  /** The month and the total, 10月应发; the year where it is not the device's. */
  get #label() {
    const month = text(this.root, "[data-shown=month_said]").replace(`${new Date().getFullYear()}年`, "");
    return text(this.root, "[data-total=payable] dt").replace("本月", month);
  }

  /** A phone's keyboard covers the lower part of the page without making the page smaller. @param {Event} change */
  #stand({ type }) {
    const { height, offsetTop, scale } = /** @type {VisualViewport} */ (visualViewport);
    const covered = scale > 1 ? 0 : Math.max(0, innerHeight - height - offsetTop);
    this.root.style.setProperty("--keyboard", `${covered}px`);
    const field = document.activeElement;
    const typing = height < LOW_PX && field !== null && field.matches("[inputmode]");
    this.root.toggleAttribute("data-typing", typing);
    // Scrolling is the reader's own.
    if (typing && type !== "scroll") field.scrollIntoView({ block: "nearest" });
  }
}

/** @param {ParentNode} within @param {string} selector */
function text(within, selector) {
  return one(within, selector).textContent ?? "";
}
