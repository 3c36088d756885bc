// A Cosmos DB account without keys, and databases of the topology in it.
param name string
param location string
param tags object

@description('Databases of topology.json: name, and containers by name.')
param databases object
param production bool
param zoneRedundant bool
param secondaryLocation string
param dedicatedMaxThroughput int
param sharedMaxThroughput int
param principalId string
param workspaceId string

@description('Subnet for the private endpoint. Empty: reached over the public network.')
param endpointSubnetId string

var primary = [
  {
    locationName: location
    failoverPriority: 0
    isZoneRedundant: zoneRedundant
  }
]
var secondary = production && !empty(secondaryLocation)
  ? [
      {
        locationName: secondaryLocation
        failoverPriority: 1
        isZoneRedundant: zoneRedundant
      }
    ]
  : []

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: concat(primary, secondary)
    enableAutomaticFailover: !empty(secondary)
    enableMultipleWriteLocations: false
    // What one instance answered, another reads: docs/adr/0007-consistency-across-instances.md. The bounds are the
    // least that Azure takes: with two regions more than with one.
    consistencyPolicy: production
      ? {
          defaultConsistencyLevel: 'BoundedStaleness'
          maxStalenessPrefix: empty(secondary) ? 10 : 100000
          maxIntervalInSeconds: empty(secondary) ? 5 : 300
        }
      : { defaultConsistencyLevel: 'Session' }
    capabilities: production ? [] : [{ name: 'EnableServerless' }]
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: production ? 'Continuous30Days' : 'Continuous7Days' }
    }
    disableLocalAuth: true
    // Containers come from here alone.
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
  }
}

@batchSize(1)
module database 'cosmos-database.bicep' = [
  for item in items(databases): {
    params: {
      accountName: account.name
      name: item.key
      containers: item.value
      autoscale: production
      dedicatedMaxThroughput: dedicatedMaxThroughput
      sharedMaxThroughput: sharedMaxThroughput
      principalId: principalId
    }
  }
]

// Who was throttled, and by which partition: for when the 429 alert comes.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { category: 'PartitionKeyRUConsumption', enabled: production }
      { category: 'ControlPlaneRequests', enabled: true }
    ]
  }
}

module endpoint 'private-endpoint.bicep' = if (!empty(endpointSubnetId)) {
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: account.id
    groupId: 'Sql'
    zoneName: 'privatelink.documents.azure.com'
  }
}

output id string = account.id
output endpoint string = account.properties.documentEndpoint
