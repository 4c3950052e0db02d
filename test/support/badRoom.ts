import { readArgs } from "../../rules/args";
import type { ExportSettings } from "../../rules/args";
import { planExport } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import { liveRoomProblems, ownRoomProblems } from "../../rules/policyRoom";
import type { Fix } from "../../rules/problems";
import type { BadCheck } from "./badChecks/case";

const ARGS = { regions: ["us-east-1"] };
const OWNER = { project: "p", stack: "s", component: "findings" };

const settingsOf = (args: unknown) => readArgs("findings", args).settings as ExportSettings;

/** What the fix of an action is made from. */
const valueOf = (fix: Fix, name: string): number =>
  fix.action === "do" ? ((fix.values as { [name: string]: number })[name] ?? 0) : 0;

/** Policies that have no room for the export. */
export const badRoom: { [what: string]: BadCheck } = {
  "more readers than fit": {
    args: ARGS,
    aws: {
      readers: Array.from(
        { length: 300 },
        (_, index) => `arn:aws:iam::444455556666:role/r${index}`,
      ),
    },
    find: ({ args, aws }) =>
      ownRoomProblems(settingsOf({ ...args, readerArns: aws["readers"] as string[] })),
    done: (aws, fix) => ({
      readers: (aws["readers"] as string[]).slice(0, valueOf(fix, "most")),
    }),
  },
  "a policy that others fill": {
    args: { ...ARGS, bucket: { existing: { name: "acme-logs" } } },
    aws: { bytes: 20_000 },
    find({ args, aws }) {
      const bucket: PolicyDocument = {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "x".repeat(aws["bytes"] as number),
            ...{ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket" },
            Resource: "arn:aws:s3:::acme-logs",
          },
        ],
      };
      return liveRoomProblems(planExport({ owner: OWNER, settings: settingsOf(args) }), { bucket });
    },
    done: (aws, fix) => ({ bytes: (aws["bytes"] as number) - valueOf(fix, "bytes") }),
  },
};
