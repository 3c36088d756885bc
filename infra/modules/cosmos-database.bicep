// A database of the topology with its containers, and the right to its documents and no others.
param accountName string
param name string

@description('Containers of topology.json, by name.')
param containers object

@description('Autoscale throughput; else the account is serverless.')
param autoscale bool
param dedicatedMaxThroughput int
param sharedMaxThroughput int
param principalId string

// Grows with the customers and has most of the traffic: it gets throughput that the others cannot take from it.
var largest = 'customers'

// Cosmos DB Built-in Data Contributor: documents, not containers.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: accountName
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: name
  properties: {
    resource: { id: name }
    options: autoscale ? { autoscaleSettings: { maxThroughput: sharedMaxThroughput } } : {}
  }
}

@batchSize(1)
resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for item in items(containers): {
    parent: database
    name: item.key
    properties: {
      resource: union(
        {
          id: item.key
          partitionKey: {
            paths: item.value.partitionKey
            kind: length(item.value.partitionKey) > 1 ? 'MultiHash' : 'Hash'
            version: 2
          }
          indexingPolicy: {
            indexingMode: 'consistent'
            automatic: true
            includedPaths: map(item.value.indexed, path => { path: '${path}/?' })
            excludedPaths: [{ path: '/*' }]
          }
        },
        contains(item.value, 'defaultTtl') ? { defaultTtl: item.value.defaultTtl } : {}
      )
      options: autoscale && item.key == largest
        ? { autoscaleSettings: { maxThroughput: dedicatedMaxThroughput } }
        : {}
    }
  }
]

resource documents 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, name, principalId, dataContributor)
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    principalId: principalId
    scope: '${account.id}/dbs/${database.name}'
  }
  // An account takes one change at a time.
  dependsOn: [container]
}
