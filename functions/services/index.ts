export { createServices, type Services } from "./create-services";
