import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { sidPrefix } from "../../rules/policies";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
  ofOthers,
  ourSids,
} from "../../testing/logArchive";

const args: GuardDutyExportArgs = {
  regions: ["us-east-1", "us-west-2"],
  bucket: { existing: { name: BUCKET } },
  key: { existing: { arn: KEY_ARN } },
};
const program = (name: string, former?: string) => async () => {
  new GuardDutyExport(name, args, former === undefined ? {} : { aliases: [{ name: former }] });
};

const named = { project: "guardduty-export", stack: "test", component: "findings" };
type Name = Partial<typeof named>;

/** What gets another name, how, and the program under the new one. */
const RENAMES: [what: string, to: Name, rename: (stack: CloudStack) => Promise<void>][] = [
  ["the stack", { stack: "prod" }, (stack) => stack.rename({ stackName: "prod" })],
  ["the project", { project: "security" }, (stack) => stack.rename({ projectName: "security" })],
  ["the component, with an alias", { component: "audit" }, () => Promise.resolve()],
];

describe("An export of an adopted bucket and key", () => {
  for (const [what, to, rename] of RENAMES) {
    describe(`after a new name of ${what}`, () => {
      let stack: CloudStack;
      const policies = () => {
        const { buckets, keys } = stack.cloud.world;
        return [buckets[BUCKET]?.policy, keys[KEY_ARN]?.policy] as unknown as PolicyDocument[];
      };
      const sids = () => policies().flatMap(ourSids);
      const former = sidPrefix(named);
      const now = sidPrefix({ ...named, ...to });
      const renamed = program(to.component ?? "findings", to.component && "findings");

      before(async () => {
        stack = await openCloudStack(logArchive());
        const { error } = await stack.up(program("findings"));
        expect(error).to.equal(undefined);
        await rename(stack);
      });
      after(() => stack.close());
      afterEach(() =>
        expect(policies().map(ofOthers)).to.deep.equal([bucketPolicyOfOthers, keyPolicyOfOthers]),
      );

      it("says in the preview that statements of the earlier name go, and replaces nothing", async () => {
        const { error, stdout, changes } = await stack.preview(renamed);
        expect(error).to.equal(undefined);
        expect(stdout.match(/- .* of GuardDutyExport[0-9a-f]{8}: .*/g)).to.deep.equal([
          `- PutObject, DenyUnencrypted and DenyOtherKeys of ${former}: statements of this export under an earlier name of its project, stack or component`,
          `- GenerateDataKey of ${former}: statements of this export under an earlier name of its project, stack or component`,
        ]);
        expect(changes).not.to.have.property("replace");
        expect(changes).not.to.have.property("delete");
      });

      it("has its statements under the new name alone, delivers, and has nothing left to do", async () => {
        const purposes = sids().map((sid) => sid.slice(former.length));
        const { error } = await stack.up(renamed);
        expect(error).to.equal(undefined);
        expect(sids()).to.deep.equal(purposes.map((purpose) => now + purpose));
        await stack.deliver("us-west-2");
        expect((await stack.up(renamed)).changes).to.have.all.keys("read", "same");
      });
    });
  }
});
