import { anonymousFunction, documentationPage, endpoint } from "../../shared/http";
import type { Services } from "../services";

const documentationEndpoint = endpoint({
  operationId: "getDocumentation",
  tag: "Service",
  summary: "This API as a page to read",
  method: "GET",
  route: "api/docs",
  access: "anonymous",
  answers: { 200: { description: "An HTML page" } },
});

export const documentation = ({ http }: Services) =>
  anonymousFunction(documentationEndpoint, http, async () => ({
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
    },
    body: documentationPage,
  }));
