import type { ObjectValue } from "./bicep/value";

const given = { environmentName: "test", location: "westeurope", tokenAudience: "api://regulars" };

/** Parameters that, together, take every branch of the Bicep files. */
export const configurations: Readonly<Record<"development" | "production" | "everything", ObjectValue>> = {
  development: given,
  production: { ...given, production: true },
  everything: {
    ...given,
    production: true,
    zoneRedundant: true,
    secondaryLocation: "northeurope",
    privateNetwork: true,
    apiManagement: true,
    nodeVersion: "24",
    administratorId: "22222222-2222-2222-2222-222222222222",
    alertEmail: "on-call@example.com",
    settings: { JOBS_SWITCHED_OFF: "1090" },
  },
};
