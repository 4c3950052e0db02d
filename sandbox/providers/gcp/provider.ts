import { AwsError, Caller, Cloud } from "../../cloud/contract";
import { Provider } from "../resource/type";
import { Props } from "../rpc";
import { Environment } from "../rpc/peer";
import { gcpShapes } from "../shapes/gcp";
import { Connection, GoogleError } from "./connection";
import { feed } from "./feed";

const GOOGLE_PROJECTS = ["GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"];

/** The stand-in of `@pulumi/gcp` for the one type that reads findings. */
export function gcpProvider(cloud: Cloud): Provider<Connection> {
  return {
    name: "gcp",
    shapes: gcpShapes,
    types: [feed],
    functions: {},
    configure: async (inputs: Props, environment: Environment) => {
      const project: string | undefined =
        inputs["project"] || GOOGLE_PROJECTS.map((name) => environment[name]).find(Boolean);
      // Google's API knows no Region of AWS: this one is enabled in every account.
      const caller: Caller = { accountId: project ?? "", arn: "", region: "us-east-1" };
      return {
        project,
        async call(operation, input, doing) {
          try {
            return await cloud.call(caller, operation, input);
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
            throw new GoogleError(doing, error);
          }
        },
      };
    },
  };
}
