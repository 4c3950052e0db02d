// What @pulumi/random 4.21.2 declares: written by `npm run shapes`.
import type { Shapes } from "./shape";

export const randomShapes: Shapes = {
version: "4.21.2",
config: {},
resources: {
"random:index/randomId:RandomId": {"inputs":{"byteLength":"number","keepers?":{"map":"string"},"prefix?":"string"},"outputs":{"b64Std":"string","b64Url":"string","byteLength":"number","dec":"string","hex":"string","keepers?":{"map":"string"},"prefix?":"string"}},
"random:index/randomString:RandomString": {"inputs":{"keepers?":{"map":"string"},"length":"number","lower?":"boolean","minLower?":"number","minNumeric?":"number","minSpecial?":"number","minUpper?":"number","number?":"boolean","numeric?":"boolean","overrideSpecial?":"string","special?":"boolean","upper?":"boolean"},"outputs":{"keepers?":{"map":"string"},"length":"number","lower":"boolean","minLower":"number","minNumeric":"number","minSpecial":"number","minUpper":"number","number":"boolean","numeric":"boolean","overrideSpecial?":"string","result":"string","special":"boolean","upper":"boolean"}},
"random:index/randomUuid:RandomUuid": {"inputs":{"keepers?":{"map":"string"}},"outputs":{"keepers?":{"map":"string"},"result":"string"}},
},
functions: {
},
types: {
},
};
