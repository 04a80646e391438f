// The scripts of every page. The build joins them into one classic script named by its content: pages opened from a
// disk load no modules.

import "./handbook.js";
import "./month.js";
import "./ahead.js";
import "./offline.js";
