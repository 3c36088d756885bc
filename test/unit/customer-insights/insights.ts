import type { ChannelInsights, InsightsSettings } from "../../../shared/customer-insights";

export const connection = {
  api: "insights",
  endpoint: "https://api.ci.ai.dynamics.com",
  tenantId: "contoso.onmicrosoft.com",
  clientId: "regulars",
  secretName: "insights-secret",
  instanceId: "6d0f3f0e-8a1c-4c43-9a37-1c2b5f1f7d55",
  alternateCustomerId: "AccountNumber",
} as const;

export const settings: InsightsSettings = { enabled: false, ...connection, measures: ["LifetimeValue"] };

export const insights: ChannelInsights = {
  ...connection,
  measures: [{ name: "LifetimeValue", label: "Lifetime value" }],
};
