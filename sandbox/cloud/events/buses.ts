import type { Bus, World } from "../../world";
import { refusalOf } from "../access";
import { accountOfArn, partitionOf } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { resourcePolicy } from "../policyText";
import { tagsOf } from "../tagList";
import { busArn, busName, DEFAULT_BUS, findBus, missing, requireBus, rulesOf } from "./bus";

export const busOperations: Operations = {
  CreateEventBus: ({ world }, caller, input) => {
    const { Name, Description, KmsKeyIdentifier, DeadLetterConfig, Tags } = input;
    if (!/^[\w./-]{1,256}$/.test(String(Name)) || String(Name).includes("/")) {
      throw new AwsError("ValidationException", `Event bus name ${Name} is not valid.`);
    }
    const arn = busArn(caller, Name);
    if (findBus(world, arn) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", `Event bus ${Name} already exists.`);
    }
    world.buses[arn] = {
      policy: null,
      tags: tagsOf(Tags),
      ...(Description && { description: Description }),
      ...(KmsKeyIdentifier && { kmsKeyIdentifier: KmsKeyIdentifier }),
      ...(DeadLetterConfig && { deadLetterConfig: DeadLetterConfig }),
    };
    return { EventBusArn: arn };
  },

  DescribeEventBus: ({ world }, caller, { Name }) => {
    const arn = busArn(caller, Name);
    const bus = findBus(world, arn);
    requireOthersLeave(world, caller, arn, bus);
    if (bus === undefined) throw missing(`Event bus ${busName(arn)} does not exist.`);
    return {
      Name: busName(arn),
      Arn: arn,
      Description: bus.description,
      KmsKeyIdentifier: bus.kmsKeyIdentifier,
      DeadLetterConfig: bus.deadLetterConfig,
      Policy: bus.policy ? JSON.stringify(bus.policy) : undefined,
    };
  },

  UpdateEventBus: (
    { world },
    caller,
    { Name, Description, KmsKeyIdentifier, DeadLetterConfig },
  ) => {
    const { bus } = requireBus(world, caller, Name);
    Object.assign(bus, {
      description: Description,
      kmsKeyIdentifier: KmsKeyIdentifier,
      deadLetterConfig: DeadLetterConfig,
    });
  },

  /** Deleting one that is not there is no error. */
  DeleteEventBus: ({ world }, caller, { Name }) => {
    const arn = busArn(caller, Name);
    if (busName(arn) === DEFAULT_BUS) {
      throw new AwsError("ValidationException", "Cannot delete event bus default.");
    }
    if (rulesOf(world, arn).length > 0) {
      throw new AwsError("ValidationException", "Event bus can't be deleted since it has rules.");
    }
    delete world.buses[arn];
  },

  /** A whole policy, or one statement for an account. */
  PutPermission: ({ world }, caller, input) => {
    const { arn, bus } = requireBus(world, caller, input["EventBusName"]);
    const scope = { service: "events", world, partition: partitionOf(caller.region) } as const;
    const policy = resourcePolicy(scope, input["Policy"] ?? policyWith(bus, arn, input));
    if ("refused" in policy) {
      throw new AwsError("ValidationException", `Policy is not valid: ${policy.message}`);
    }
    const elsewhere = policy.statements.find(
      ({ Resource }) =>
        Resource !== undefined && ![Resource].flat().every((one) => isAbout(one, arn)),
    );
    if (elsewhere !== undefined) {
      throw new AwsError(
        "ValidationException",
        "Resource in the policy does not match the event bus.",
      );
    }
    bus.policy = policy.written;
  },

  RemovePermission: ({ world }, caller, { EventBusName, StatementId, RemoveAllPermissions }) => {
    const { bus } = requireBus(world, caller, EventBusName);
    if (bus.policy === null) throw missing("EventBus does not have a policy.");
    const left = ((bus.policy["Statement"] ?? []) as { Sid?: string }[]).filter(
      ({ Sid }) => RemoveAllPermissions !== true && Sid !== StatementId,
    );
    bus.policy = left.length > 0 ? { ...bus.policy, Statement: left } : null;
  },
};

/** A bus of another account is described by leave of its policy alone; whoever has none learns nothing of what exists. */
function requireOthersLeave(world: World, caller: Caller, arn: string, bus: Bus | undefined): void {
  const owner = accountOfArn(arn);
  if (owner === caller.accountId) return;
  const guard = { owner, policy: bus?.policy ?? null };
  const access = { action: "events:DescribeEventBus", resource: arn };
  const refusal = refusalOf(world, caller, guard, access);
  if (refusal !== undefined) throw new AwsError("AccessDeniedException", refusal, 400);
}

/** The policy of a bus with a statement for an account, which takes the place of one of its id. */
function policyWith({ policy }: Bus, arn: string, input: Members): string {
  const { StatementId, Principal, Action, Condition } = input;
  const others = ((policy?.["Statement"] ?? []) as { Sid?: string }[]).filter(
    ({ Sid }) => Sid !== StatementId,
  );
  const statement = {
    Sid: StatementId,
    Effect: "Allow",
    Principal: Principal === "*" ? "*" : { AWS: Principal },
    Action,
    Resource: arn,
    ...(Condition && { Condition: { [Condition.Type]: { [Condition.Key]: Condition.Value } } }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [...others, statement] });
}

/** The bus itself, or rules on it. */
function isAbout(resource: string, arn: string): boolean {
  return (
    resource === arn ||
    (resource.includes(":rule/") && accountOfArn(resource) === accountOfArn(arn))
  );
}
