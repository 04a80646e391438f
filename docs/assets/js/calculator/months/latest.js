// The latest stored month for the first page, which has no engine: its pay in the engine's words.

import { LATEST, recalled, remember } from "../../device.js";

// The events after which other months may be kept. What is only typed does not count.
const STORED = ["begin", "others", "keep", "claim", "import", "erase", "undo", "redo"];

/** Remember the latest kept month's pay after every change of the kept months. */
export function tellFirstPage(/** @type {import("./months.js").Months} */ months) {
  const { machine, engine } = months;
  const figures = engine.runtime?.files["policy.json"].at;
  machine.onChange(async (_, event) => {
    if (!STORED.includes(event)) return;
    const { revision } = months.kept.at(-1) ?? {};
    if (revision === undefined) return remember(LATEST, null);
    const told = JSON.parse(recalled(LATEST) ?? "{}");
    if (told.revision === revision && told.figures === figures) return;
    const answer = await engine.ask("year_page", { months: months.rows });
    const month = answer?.months?.filter((/** @type {any} */ { computed }) => computed).at(-1);
    remember(LATEST, month ? JSON.stringify({ figures, revision, said: month.text }) : null);
  });
}
