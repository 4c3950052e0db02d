import { expect } from "chai";

import {
  ADMIN,
  MEMBER,
  type OrganizationsApi,
  organizationsApi,
  PAYMENTS,
  ROOT,
  WORKLOADS,
} from "../../../testing/organizations";

describe("Organizational units", () => {
  let api: OrganizationsApi;
  beforeEach(async () => (api = await organizationsApi()));
  afterEach(() => api.close());

  const create = async (ParentId: string, Name: string): Promise<string> => {
    const { OrganizationalUnit } = await api.call("CreateOrganizationalUnit", { ParentId, Name });
    return OrganizationalUnit.Id;
  };
  const parentOf = async (ChildId: string): Promise<string> => {
    const { Parents } = await api.call("ListParents", { ChildId });
    return Parents[0].Id;
  };
  const taken = "DuplicateOrganizationalUnitException: An OU with the same name already exists.";

  it("are created in the root or in a unit, with a name of their own there", async () => {
    const id = await create(ROOT, "Sandbox");
    expect(id).to.match(/^ou-sbx0-[a-z0-9]{8}$/);
    expect(await parentOf(id)).to.equal(ROOT);
    expect(
      await api.refusal("CreateOrganizationalUnit", { ParentId: ROOT, Name: "Sandbox" }),
    ).to.equal(taken);
    await create(id, "Sandbox");
    const nowhere = { ParentId: "ou-sbx0-nowhere1", Name: "x" };
    expect(await api.refusal("CreateOrganizationalUnit", nowhere)).to.match(
      /^ParentNotFoundException/,
    );
  });

  it("are five levels deep at most", async () => {
    let parent = PAYMENTS;
    for (const level of [3, 4, 5]) parent = await create(parent, `Level ${level}`);
    const input = { ParentId: parent, Name: "Level 6" };
    expect(await api.refusal("CreateOrganizationalUnit", input)).to.equal(
      "ConstraintViolationException: You attempted to create an OU tree that is too many levels deep.",
    );
  });

  it("are 2000 at most", async () => {
    const { organizationalUnits } = api.cloud.world.organization!;
    for (let index = 0; index < 1998; index += 1) {
      organizationalUnits[`ou-sbx0-${String(index).padStart(8, "0")}`] = {
        name: `Unit ${index}`,
        parent: ROOT,
      };
    }
    const input = { ParentId: ROOT, Name: "One more" };
    expect(await api.refusal("CreateOrganizationalUnit", input)).to.equal(
      "ConstraintViolationException: You attempted to exceed the number of OUs that you can have in an organization.",
    );
  });

  it("are renamed to a name that is free", async () => {
    const id = await create(ROOT, "Sandbox");
    const rename = (Name: string) => ({ OrganizationalUnitId: id, Name });
    expect(await api.refusal("UpdateOrganizationalUnit", rename("Workloads"))).to.equal(taken);
    const { OrganizationalUnit } = await api.call("UpdateOrganizationalUnit", rename("Labs"));
    expect(OrganizationalUnit.Name).to.equal("Labs");
    await api.call("UpdateOrganizationalUnit", rename("Labs"));
    await create(ROOT, "Sandbox");
  });

  it("are deleted when they are empty, with their attachments", async () => {
    for (const OrganizationalUnitId of [WORKLOADS, PAYMENTS]) {
      expect(await api.refusal("DeleteOrganizationalUnit", { OrganizationalUnitId })).to.match(
        /^OrganizationalUnitNotEmptyException: The specified OU is not empty\./,
      );
    }
    const move = { AccountId: MEMBER, SourceParentId: PAYMENTS, DestinationParentId: ROOT };
    await api.call("MoveAccount", move);
    for (const OrganizationalUnitId of [PAYMENTS, WORKLOADS]) {
      await api.call("DeleteOrganizationalUnit", { OrganizationalUnitId });
      expect(await api.refusal("DeleteOrganizationalUnit", { OrganizationalUnitId })).to.match(
        /^OrganizationalUnitNotFoundException/,
      );
    }
    const { Targets } = await api.call("ListTargetsForPolicy", { PolicyId: "p-FullAWSAccess" });
    expect(Targets).to.have.length(4);
  });

  it("take accounts from where they are", async () => {
    const move = { AccountId: ADMIN, SourceParentId: ROOT, DestinationParentId: WORKLOADS };
    const REFUSALS: [more: object, code: string][] = [
      [{ AccountId: "123123123123" }, "AccountNotFoundException"],
      [{ SourceParentId: PAYMENTS }, "SourceParentNotFoundException"],
      [{ DestinationParentId: "ou-sbx0-nowhere1" }, "DestinationParentNotFoundException"],
      [{ DestinationParentId: ROOT }, "DuplicateAccountException"],
    ];
    for (const [more, code] of REFUSALS) {
      const refused = await api.refusal("MoveAccount", { ...move, ...more });
      expect(refused.slice(0, refused.indexOf(":"))).to.equal(code);
    }
    await api.call("MoveAccount", move);
    expect(await parentOf(ADMIN)).to.equal(WORKLOADS);
  });
});
