// Everything that Regulars needs of one subscription, for one environment. See docs/deployment.md.
targetScope = 'subscription'

@description('Name of the environment, such as dev or prod; part of the names of its resources.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Azure region of everything.')
param location string

@description('The aud claim of the access tokens that callers bring: the client id of the API\'s app registration.')
param tokenAudience string

@description('The iss claim of those tokens, and where discovery is found. Default: this tenant, tokens of version 2.')
param tokenIssuer string = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'

@description('Object id of who sets the Customer Insights secret; empty: nobody but the functions may read the vault.')
param administratorId string = ''

@description('Where alerts go. Empty: they show in the portal alone.')
param alertEmail string = ''

@description('Two Cosmos DB accounts with autoscale and bounded staleness. Else one serverless account for both databases.')
param production bool = false

@description('Spreads accounts and hosting over availability zones. Of an account it can be chosen only when it is made.')
param zoneRedundant bool = false

@description('Second region of the Cosmos DB accounts, to fail over to. Empty: none. Production only.')
param secondaryLocation string = ''

@description('Highest autoscale throughput (RU/s) of each container that has throughput of its own. Production only.')
@minValue(1000)
param dedicatedMaxThroughput int = 4000

@description('Highest autoscale throughput (RU/s) that the other containers of a database share. Production only.')
@minValue(1000)
param sharedMaxThroughput int = 2000

@description('Premium has capacity of its own, Standard shares it. A private network has Premium, whatever this says.')
@allowed(['Standard', 'Premium'])
param serviceBusTier string = 'Standard'

@description('Node.js of the functions.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Instances of the functions at most, for each group that scales on its own.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances for HTTP that are always there, so that no till waits for a start. Each costs all day.')
param alwaysReadyInstances int = production ? 1 : 0

@description('What holds data is reached through a network of its own alone.')
param privateNetwork bool = false

@description('Addresses of that network: room for two /24 subnets.')
param networkAddressPrefix string = '10.40.0.0/22'

@description('API Management in front of the API.')
param apiManagement bool = false

@description('Whom API Management names as publisher.')
param apiPublisherEmail string = empty(alertEmail) ? 'noreply@example.com' : alertEmail

@description('Requests of one caller in a minute that API Management lets through.')
param callsPerMinute int = 600

@description('Application settings other than infra/settings.json has them, such as { "JOBS_SWITCHED_OFF": "1090" }.')
param settings object = {}

@description('Made once, when the vault does not hold it; never changed after.')
@secure()
param idempotencyHashSecret string = '${newGuid()}${newGuid()}'

var topology = loadJsonContent('topology.json')
var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-regulars-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: 'id-regulars-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    name: 'regulars-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: 'vnet-regulars-${token}'
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
  }
}

module headquartersCosmos 'modules/cosmos-account.bicep' = {
  scope: group
  params: {
    name: 'cosmos-${production ? 'hq-' : ''}${token}'
    location: location
    tags: tags
    // One account for both, or headquarters and channels fail together; in development that does not matter.
    databases: production ? { headquarters: topology.databases.headquarters } : topology.databases
    production: production
    zoneRedundant: zoneRedundant
    secondaryLocation: secondaryLocation
    dedicatedMaxThroughput: dedicatedMaxThroughput
    sharedMaxThroughput: sharedMaxThroughput
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
  }
}

module channelsCosmos 'modules/cosmos-account.bicep' = if (production) {
  scope: group
  params: {
    name: 'cosmos-channels-${token}'
    location: location
    tags: tags
    databases: { channels: topology.databases.channels }
    production: production
    zoneRedundant: zoneRedundant
    secondaryLocation: secondaryLocation
    dedicatedMaxThroughput: dedicatedMaxThroughput
    sharedMaxThroughput: sharedMaxThroughput
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  scope: group
  params: {
    name: 'sb-regulars-${token}'
    location: location
    tags: tags
    tier: privateNetwork ? 'Premium' : serviceBusTier
    queues: topology.queues
    principalId: identity.outputs.principalId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    idempotencyHashSecret: idempotencyHashSecret
    principalId: identity.outputs.principalId
    administratorId: administratorId
    workspaceId: monitoring.outputs.workspaceId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    principalId: identity.outputs.principalId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
  }
}

module importStorage 'modules/import-storage.bicep' = {
  scope: group
  params: {
    name: 'stimport${token}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    principalId: identity.outputs.principalId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  params: {
    name: 'func-regulars-${token}'
    location: location
    tags: tags
    nodeVersion: nodeVersion
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    zoneRedundant: zoneRedundant
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageBlobEndpoint: hostStorage.outputs.blobEndpoint
    packageContainerUrl: hostStorage.outputs.packageContainerUrl
    monitoringConnectionString: monitoring.outputs.connectionString
    subnetId: privateNetwork ? network!.outputs.functionsSubnetId : ''
    settings: union(
      loadJsonContent('settings.json'),
      {
        HEADQUARTERS_COSMOS__accountEndpoint: headquartersCosmos.outputs.endpoint
        CHANNELS_COSMOS__accountEndpoint: production
          ? channelsCosmos!.outputs.endpoint
          : headquartersCosmos.outputs.endpoint
        SERVICE_BUS__fullyQualifiedNamespace: serviceBus.outputs.fullyQualifiedNamespace
        IMPORT_STORAGE__blobServiceUri: importStorage.outputs.blobEndpoint
        KEY_VAULT_URL: keyVault.outputs.url
        AZURE_TENANT_ID: tenant().tenantId
        AZURE_CLIENT_ID: identity.outputs.clientId
        TOKEN_ISSUER: tokenIssuer
        TOKEN_AUDIENCE: tokenAudience
        IDEMPOTENCY_HASH_SECRET: keyVault.outputs.idempotencyHashSecretReference
      },
      settings
    )
  }
}

module gateway 'modules/api-management.bicep' = if (apiManagement) {
  scope: group
  params: {
    name: 'apim-regulars-${token}'
    location: location
    tags: tags
    publisherEmail: apiPublisherEmail
    functionsUrl: functions.outputs.url
    tokenIssuer: tokenIssuer
    tokenAudience: tokenAudience
    callsPerMinute: callsPerMinute
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    name: 'regulars-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    name: 'regulars-${token}'
    location: location
    tags: tags
    alertEmail: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    headquartersCosmosId: headquartersCosmos.outputs.id
    channelsCosmosId: production ? channelsCosmos!.outputs.id : headquartersCosmos.outputs.id
    keyVaultId: keyVault.outputs.id
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTIONS_NAME string = functions.outputs.name
output API_URL string = apiManagement ? gateway!.outputs.url : '${functions.outputs.url}/api/v1'
output KEY_VAULT_NAME string = keyVault.outputs.name
