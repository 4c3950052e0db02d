// Registers the pack: its name and its policies are those of the package.
require("guardduty-export/policy");
