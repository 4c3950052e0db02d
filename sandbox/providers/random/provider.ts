import { Provider } from "../resource/type";
import { randomShapes } from "../shapes/random";
import { randomId, randomString, randomUuid } from "./types";

export const randomProvider: Provider<object> = {
  name: "random",
  shapes: randomShapes,
  types: [randomId, randomString, randomUuid],
  functions: {},
  configure: async () => ({}),
};
