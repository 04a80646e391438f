// What every page of the handbook can do with a script. The build joins it into one classic script, named by
// its content: pages opened from a disk load no modules.

import "./handbook.js";
import "./finder.js";
import "./ahead.js";
import "./offline.js";
