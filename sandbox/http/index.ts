export { type HttpServer, startHttp } from "./server";
