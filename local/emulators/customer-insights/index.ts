export { type CustomerInsightsOptions, startCustomerInsights } from "./start-customer-insights";
