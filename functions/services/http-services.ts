import { channelConfiguration } from "../../shared/headquarters";
import type { HttpServices } from "../../shared/http";
import { cachedFor } from "../../shared/platform/cache";
import { entraAccessTokens } from "../../shared/platform/identity";
import type { Settings } from "../../shared/platform/settings";
import type { Connections } from "./connections";

/** What every HTTP function needs: who calls, and what its channel is configured to do. */
export const httpServices = (
  settings: Settings,
  { common, cacheMs, channelConfigurations }: Connections,
): HttpServices => ({
  log: common.log,
  checkAccessToken: entraAccessTokens(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE),
  findChannelConfiguration: cachedFor(cacheMs, async (channelId) =>
    channelConfiguration(channelId, (await channelConfigurations.find(channelId)) ?? {}),
  ),
});
