// The elimination grounds: every ground is in the page; only texts change, never the order.

import { isNew, one, setText, setTextOrHide, unfolds } from "../../dom.js";

export class Grounds {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.section = one(root, ".grounds");
    /** The sentence for a page without a month. */
    this.nothingSaid = one(this.section, "[data-grounds-from]").textContent ?? "";
    this.rest = one(this.section, "[data-not-met]");
    unfolds(this.rest, this.section);
  }

  /**
   * @param {any[]} grounds as `present.shown_findings` gives them
   * @param {{ground: string, sentence: string}[]} leave what this month's counts could leave
   * @param {string} judged what the grounds were judged from
   */
  show(grounds, leave, judged) {
    if (!isNew(this.section, [grounds, leave, judged])) return;
    setTextOrHide(this.section, "[data-grounds-from]", judged);
    const rest = grounds.filter(({ status }) => status === "not_met").length;
    this.rest.hidden = rest === 0;
    setText(this.rest, "[data-not-met-count]", String(rest));
    for (const ground of grounds) {
      const place = one(this.section, `[data-ground="${ground.id}"]`);
      place.dataset.status = ground.status;
      setText(place, ".ground-status", ground.status_label);
      setText(place, ".ground-reason", ground.reason);
      setTextOrHide(place, ".ground-settles", ground.settles);
      setTextOrHide(place, ".ground-counted", (ground.counted ?? []).join("；"));
      const leaving = leave.find((each) => each.ground === ground.id);
      setTextOrHide(place, ".ground-leave", leaving?.sentence ?? "");
      setTextOrHide(place, ".ground-next", ground.next ?? "");
    }
  }
}
