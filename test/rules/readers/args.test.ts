import { expect } from "chai";

import { readReaderArgs } from "../../../rules/readers";

const location = {
  findingsUri: "s3://acme-findings/AWSLogs/",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
};
const problems = (identity: object) =>
  readReaderArgs("siem", { ...location, ...identity }).problems.map(({ id, path }) => [id, path]);

describe("The principals of a reader's role", () => {
  for (const principal of [
    "111122223333",
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::111122223333:role/siem",
    "arn:aws:iam::111122223333:role/service-role/a/siem",
    "arn:aws:iam::111122223333:user/division_abc/ann@example.com",
    "arn:aws:sts::111122223333:assumed-role/siem/collector",
    "arn:aws:sts::111122223333:federated-user/ann",
  ]) {
    it(`may be ${principal}`, () => {
      expect(problems({ role: { principalArns: [principal] } })).to.deep.equal([]);
    });
  }

  for (const principal of [
    ...["*", "11112222333", "arn:aws:iam::*:root", "arn:aws:iam::111122223333:*"],
    ...["arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/siem-?"],
    ...["arn:aws:iam::111122223333:user/*/ann", "arn:aws:iam::111122223333:group/soc"],
    ...["arn:aws:iam::111122223333:saml-provider/adfs", "arn:aws:iam::111122223333:root/a"],
    ...["arn:aws:sts::111122223333:assumed-role/siem", "arn:aws:iam::111122223333:user/"],
    "arn:aws:sts::111122223333:assumed-role/siem/*",
  ]) {
    it(`may not be ${principal}, which IAM refuses`, () => {
      expect(problems({ role: { principalArns: [principal] } })).to.deep.equal([
        ["principalArn", "role.principalArns[0]"],
      ]);
    });
  }
});

describe("The sessions of a reader of Sentinel", () => {
  const provider = "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1/";
  const of = (name: string) =>
    problems({ preset: "sentinel", webIdentity: { provider, sessionNames: [name] } });

  it("have the id of a workspace behind the prefix", () => {
    expect(of("MicrosoftSentinel_1234abcd-12ab-34cd-56ef-1234567890ab")).to.deep.equal([]);
    for (const name of ["MicrosoftSentinel_", "Sentinel_1234abcd"]) {
      expect(of(name)).to.deep.equal([["sessionPrefix", "webIdentity.sessionNames"]]);
    }
  });

  it("are names that STS takes, and no patterns", () => {
    for (const name of ["MicrosoftSentinel_*", `MicrosoftSentinel_${"a".repeat(60)}`]) {
      expect(of(name)).to.deep.equal([["sessionName", "webIdentity.sessionNames[0]"]]);
    }
  });
});
