import { AwsError, Caller, Cloud } from "../../cloud/contract";
import { Provider } from "../resource/type";
import { Props } from "../rpc";
import { Environment } from "../rpc/peer";
import { azureShapes } from "../shapes/azure";
import { AzureError, Connection } from "./connection";
import { dataConnectorAwsS3 } from "./dataConnectorAwsS3";

/** The stand-in of `@pulumi/azure` for the one type that reads findings. */
export function azureProvider(cloud: Cloud): Provider<Connection> {
  return {
    name: "azure",
    shapes: azureShapes,
    types: [dataConnectorAwsS3],
    functions: {},
    configure: async (inputs: Props, environment: Environment) => {
      if (!(inputs["subscriptionId"] || environment["ARM_SUBSCRIPTION_ID"])) {
        throw new Error(
          "`subscription_id` is a required provider property when performing a plan/apply operation",
        );
      }
      // Azure's API knows no Region of AWS: this one is enabled in every account.
      const caller: Caller = { accountId: "", arn: "", region: "us-east-1" };
      return {
        async call(operation, input, doing) {
          try {
            return await cloud.call(caller, `sentinel:${operation}DataConnector`, input);
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
            throw new AzureError(doing, operation, error);
          }
        },
      };
    },
  };
}
