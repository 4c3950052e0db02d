import { Cloud } from "../../cloud/contract";
import { parsedConfiguration } from "../aws/configuration";
import { connect, Connection, ConnectionOptions } from "../aws/connection";
import { regionOf } from "../aws/credentials";
import { Provider } from "../resource/type";
import { Props } from "../rpc";
import { awsNativeShapes } from "../shapes/awsNative";
import { threatEntitySet, trustedEntitySet } from "./entitySet";

/** Inputs of the provider that the stand-in follows. */
const FOLLOWED = [
  "accessKey",
  "allowedAccountIds",
  "assumeRole",
  "forbiddenAccountIds",
  "maxRetries",
  "profile",
  "region",
  "secretKey",
  "token",
];

/** Those that have no effect here. */
const WITHOUT_EFFECT = [
  "skipCredentialsValidation",
  "skipGetEc2Platforms",
  "skipMetadataApiCheck",
  "skipRegionValidation",
];

/** The stand-in of aws-native, for the types of GuardDuty that the provider aws does not have. */
export function awsNativeProvider(cloud: Cloud, options: ConnectionOptions): Provider<Connection> {
  return {
    name: "aws-native",
    shapes: awsNativeShapes,
    types: [threatEntitySet, trustedEntitySet],
    functions: {},
    testConfig: (inputs) => {
      const names = Object.keys(inputs).filter((name) => name !== "version");
      const other = names.find((name) => ![...FOLLOWED, ...WITHOUT_EFFECT].includes(name));
      if (other === undefined) return undefined;
      const text = Object.hasOwn(awsNativeShapes.config, `${other}?`)
        ? `The sandbox does not model ${other}: leave it out here, and try it on AWS.`
        : "Invalid or unknown key.";
      return `${text} Examine values at 'aws-native:${other}'.`;
    },
    fillConfig: (inputs, environment) => {
      const region = regionOf(inputs, environment);
      return region === undefined ? inputs : { ...inputs, region };
    },
    configure: (inputs, environment) => connect(cloud, options, asOfAws(inputs), environment),
  };
}

/** The configuration as the provider aws has it. */
function asOfAws(inputs: Props): Props {
  const { assumeRole, ...config } = parsedConfiguration(inputs);
  const role: unknown = typeof assumeRole === "string" ? JSON.parse(assumeRole) : assumeRole;
  return { ...config, ...(role !== undefined && role !== null && { assumeRoles: [role] }) };
}
