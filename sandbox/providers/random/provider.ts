import { Provider } from "../resource/type";
import { randomId, randomString, randomUuid } from "./types";

export const randomProvider: Provider<object> = {
  name: "random",
  version: "4.21.2",
  types: [randomId, randomString, randomUuid],
  functions: {},
  configure: async () => ({}),
};
