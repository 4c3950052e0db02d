import * as pulumi from "@pulumi/pulumi";

import type { Identified } from "../../rules/texts/identified";

/** What goes into the log of a deployment ends with an id of docs/errors.md: nothing else writes to it. */
type Log = (text: Identified, component?: pulumi.Resource) => Promise<void>;

export const logError: Log = (text, component) => pulumi.log.error(text, component);
export const logWarning: Log = (text, component) => pulumi.log.warn(text, component);
export const logInfo: Log = (text, component) => pulumi.log.info(text, component);

/** What fails a hook: the engine prints its message. */
export const hookError = (text: Identified) => new Error(text);
