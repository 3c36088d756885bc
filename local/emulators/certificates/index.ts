export { type Certificates, ensureCertificates } from "./ensure-certificates";
