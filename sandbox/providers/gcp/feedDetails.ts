import { snakeCase } from "../resource/check";
import { isObject, Props } from "../rpc";

/** Members of a block: which have to be there, and the blocks among them. */
interface Block {
  required?: readonly string[];
  optional?: readonly string[];
  blocks?: { [name: string]: Block };
}

const keyAuth: Block = { optional: ["accessKeyId", "secretAccessKey"] };
const roleAuth: Block = { optional: ["awsIamRoleArn", "subjectId"] };
const common = ["sourceDeletionOption", "maxLookbackDays", "chronicleServiceAccount"];

/**
 * The blocks of a feed as the provider's schema has them: of a queue's feed it wants both ways to authenticate,
 * although the API takes one. An empty block is there for the schema and not sent.
 */
const details: Block = {
  required: ["logType"],
  optional: ["feedSourceType", "assetNamespace", "labels"],
  blocks: {
    amazonS3Settings: {
      required: ["s3Uri", "sourceDeletionOption", "sourceType"],
      optional: ["authentication"],
    },
    amazonSqsSettings: {
      optional: ["accountNumber", "authentication", "queue", "region", "sourceDeletionOption"],
    },
    amazonS3V2Settings: {
      required: ["authentication", "s3Uri"],
      optional: common,
      blocks: {
        authentication: {
          blocks: {
            accessKeySecretAuth: { required: ["accessKeyId", "secretAccessKey"] },
            awsIamRoleAuth: roleAuth,
          },
        },
      },
    },
    amazonSqsV2Settings: {
      required: ["authentication", "queue", "s3Uri"],
      optional: common,
      blocks: {
        authentication: {
          required: ["awsIamRoleAuth", "sqsV2AccessKeySecretAuth"],
          blocks: { awsIamRoleAuth: roleAuth, sqsV2AccessKeySecretAuth: keyAuth },
        },
      },
    },
  },
};

/** What is wrong with the details of a feed before the API sees them. */
export function detailsProblem(value: Props): string | undefined {
  return blockProblem(details, value, "details.0") ?? settingsProblem(value);
}

function blockProblem(block: Block, value: Props, path: string): string | undefined {
  const { required = [], optional = [], blocks = {} } = block;
  const missing = required.find((name) => value[name] === undefined || value[name] === null);
  if (missing !== undefined) {
    return `Missing required argument. The argument "${path}.${snakeCase(missing)}" is required, but no definition was found`;
  }
  const known = [...required, ...optional, ...Object.keys(blocks)];
  for (const [name, inner] of Object.entries(value)) {
    if (!known.includes(name)) {
      return `Unsupported argument. An argument named "${path}.${snakeCase(name)}" is not expected here`;
    }
    const below = blocks[name];
    const problem =
      below && isObject(inner) && blockProblem(below, inner, `${path}.${snakeCase(name)}.0`);
    if (problem) return problem;
  }
  return undefined;
}

function settingsProblem(value: Props): string | undefined {
  const given = Object.keys(value).filter((name) => name.endsWith("Settings"));
  if (given.length === 1) return undefined;
  const names = Object.keys(details.blocks ?? {}).map((name) => `details.0.${snakeCase(name)}`);
  return given.length === 0
    ? `"details.0": one of \`${names.join(",")}\` must be specified`
    : `"details.0.${snakeCase(given[0] ?? "")}": only one of \`${names.join(",")}\` can be specified, but \`${given.map((name) => `details.0.${snakeCase(name)}`).join(",")}\` were specified.`;
}
