import * as pulumi from "@pulumi/pulumi";

import { feedForm, planFeed, readChronicleArgs } from "../../rules/chronicle";
import { ArgsError } from "../shared/argsError";
import { definedOnly } from "../shared/outputs";
import type { ChronicleFeedArgs } from "./args";
import { feedClass, registerFeed } from "./feed";

/**
 * A feed of Google SecOps (Chronicle) over the exported findings: registered when its instance is given, else given as the values of its form.
 * It never deletes from the bucket.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://cloud.google.com/chronicle/docs/administration/feed-management
 */
export class ChronicleFeed extends pulumi.ComponentResource {
  /** What the feed's form asks for, by its labels; the secret of a key is left out. */
  public readonly form!: pulumi.Output<{ [label: string]: string }>;
  /** Resource name of the feed; undefined when it is made by hand. */
  public readonly feedName?: pulumi.Output<string>;

  constructor(name: string, args: ChronicleFeedArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, problems } = readChronicleArgs(name, args);
    if (settings === undefined) throw new ArgsError(`ChronicleFeed ${name}`, problems);
    const { instance } = settings;
    const loaded = instance && feedClass();
    if (loaded && "problem" in loaded) {
      throw new ArgsError(`ChronicleFeed ${name}`, [loaded.problem]);
    }
    super("guardduty-export:index:ChronicleFeed", name, {}, opts);

    const plan = planFeed(name, settings);
    const feed = loaded && registerFeed(loaded.Feed, plan.feedName, settings, instance, args, this);
    const { findingsUri, queueArn, role, accessKey, assetNamespace, labels } = args;
    const withoutSecret = accessKey && { id: accessKey.id, secret: "" };
    const facts = { findingsUri, queueArn, role, accessKey: withoutSecret, assetNamespace, labels };
    const outputs = definedOnly({
      form: pulumi.output(facts).apply((known) => feedForm(settings, known)),
      feedName: feed?.name,
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}
