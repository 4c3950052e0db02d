import * as aws from "@pulumi/aws";
import { expect } from "chai";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { ensureBuilt, ROOT } from "../package/pack";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";

const PACK = path.join(ROOT, "dist/policy");
const PUBLISHED = path.join(ROOT, "examples/policy-pack");
const HOST = path.join(ROOT, "testing/languageHost.cjs");
const { PATH } = process.env;
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

/** An export; `suspended`: with the bucket's versioning changed by the program. */
const program = (suspended: boolean) => async () => {
  new GuardDutyExport(
    "findings",
    { regions: ["us-east-1"], onDestroy: "delete" },
    {
      transforms: [
        ({ type, props, opts }) =>
          suspended && type === VERSIONING
            ? { props: { ...props, versioningConfiguration: { status: "Suspended" } }, opts }
            : undefined,
      ],
    },
  );
};

/** A bucket of another account's detectors, with a policy written by hand. */
const byHand = async () => {
  const arn = "arn:aws:s3:::acme-guardduty-findings";
  const bucket = new aws.s3.Bucket("findings", { bucket: "acme-guardduty-findings" });
  new aws.s3.BucketPolicy("findings", {
    bucket: bucket.bucket,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          ...{ Effect: "Allow", Principal: { Service: "guardduty.amazonaws.com" } },
          ...{ Action: "s3:PutObject", Resource: `${arn}/AWSLogs/*` },
        },
      ],
    }),
  });
};

describe("The policy pack on the real engine", () => {
  let folder: string;
  let stack: CloudStack;
  before(async () => {
    await ensureBuilt();
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "policy-"));
    // The nodejs language host, which a CLI built from its module lacks.
    const host = path.join(folder, "pulumi-language-nodejs");
    await fs.writeFile(host, `#!/bin/sh\nexec "${process.execPath}" "${HOST}" "$@"\n`, {
      mode: 0o755,
    });
    process.env["PATH"] = `${folder}${path.delimiter}${PATH}`;
    stack = await openCloudStack();
  });
  after(async () => {
    process.env["PATH"] = PATH;
    await stack?.close();
    await fs.rm(folder, { recursive: true });
  });

  const notRun = (stdout: string) =>
    [...stdout.matchAll(/can't run policy '([\w-]+)'/g)].map(([, name]) => name).sort();

  it("runs in a first preview what needs no policy document, and says of the rest that it is not run", async () => {
    const { error, stdout } = await stack.preview(program(false), { policyPacks: [PACK] });
    expect(error?.message).to.equal(undefined);
    expect(stdout).to.contain("forceDestroy is true");
    expect(notRun(stdout)).to.deep.equal(
      [
        "guardduty-destination-provable",
        "guardduty-bucket-tls-only",
        "guardduty-no-wildcard-principal",
        "guardduty-no-external-access",
        "guardduty-no-wildcard-action",
        "guardduty-source-bound",
        "guardduty-service-source-bound",
        "guardduty-writes-encrypted",
        "guardduty-key-administered",
      ].sort(),
    );
  });

  it("stops a first preview of a bucket without versioning", async () => {
    const { error, stdout } = await stack.preview(program(true), { policyPacks: [PACK] });
    expect(error).to.be.an("error");
    expect(stdout).to.contain("its versioning is Suspended.");
  });

  it("assesses in a first preview the policy of a bucket that has no destination in the stack", async () => {
    const { error, stdout } = await stack.preview(byHand, { policyPacks: [PACK] });
    expect(error).to.be.an("error");
    expect(stdout).to.contain("lets GuardDuty on behalf of other accounts");
    expect(notRun(stdout)).to.deep.equal([]);
  });

  it("lets an export pass, with advice", async () => {
    const { error, stdout } = await stack.up(program(false), { policyPacks: [PACK] });
    expect(error?.message).to.equal(undefined);
    expect(stdout).to.contain("guardduty-bucket-retained");
    expect(stdout).to.contain("[advisory]");
    expect(stdout).not.to.contain("[mandatory]");
  });

  it("stops a preview that breaks a policy", async () => {
    const { error, stdout } = await stack.preview(program(true), { policyPacks: [PACK] });
    expect(error).to.be.an("error");
    expect(stdout).to.contain("guardduty-bucket-versioned");
    expect(stdout).to.contain("its versioning is Suspended.");
  });

  it("runs as the pack of an organization, which has this package as a dependency", async () => {
    const published = path.join(folder, "policies");
    await fs.cp(PUBLISHED, published, { recursive: true });
    await fs.mkdir(path.join(published, "node_modules"));
    await fs.symlink(ROOT, path.join(published, "node_modules/guardduty-export"));
    const { error, stdout } = await stack.preview(program(true), { policyPacks: [published] });
    expect(error).to.be.an("error");
    expect(stdout).to.contain("guardduty-bucket-versioned");
    expect(stdout).to.contain("its versioning is Suspended.");
  });
});
