// The elimination grounds of all editions: an answer fills in its own, in its order.

import { inOrder, inText, isNew, one, setText, setTextOrHide, unfolds } from "../../dom.js";

export class Grounds {
  constructor(/** @type {HTMLElement} */ root) {
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
    if (!isNew(this.section, [grounds, leave, judged, inText("")])) return;
    setTextOrHide(this.section, "[data-grounds-from]", judged);
    const rest = grounds.filter(({ status }) => status === "not_met").length;
    this.rest.hidden = rest === 0;
    setText(this.rest, "[data-not-met-count]", String(rest));
    for (const [place, ground] of inOrder(one(this.section, "ul"), "ground", grounds)) {
      place.dataset.status = ground.status;
      setText(place, ".ground-label", ground.label);
      setText(place, ".ground-decides", ` · ${ground.decides}`);
      setText(place, ".clause", ground.clause.name).setAttribute("href", inText(ground.clause.anchor));
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
