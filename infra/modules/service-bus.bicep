// The queues of the topology, and for each of them the right to send to it and to receive from it.
param name string
param location string
param tags object
param tier string

@description('Queues of topology.json, by name.')
param queues object
param principalId string

@description('Subnet for the private endpoint. Empty: reached over the public network.')
param endpointSubnetId string

var roles = loadJsonContent('../roles.json')
var receiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
var sender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: tier
    tier: tier
    capacity: tier == 'Premium' ? 1 : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for item in items(queues): {
    parent: namespace
    name: item.key
    properties: {
      lockDuration: item.value.lockDuration
      maxDeliveryCount: item.value.maxDeliveryCount
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
      // Two signals of one customer are two signals: docs/adr/0004-message-is-a-signal.md.
      requiresDuplicateDetection: false
      requiresSession: false
    }
  }
]

resource receivers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (item, index) in items(queues): {
    name: guid(queue[index].id, principalId, receiver)
    scope: queue[index]
    properties: {
      roleDefinitionId: receiver
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource senders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (item, index) in items(queues): {
    name: guid(queue[index].id, principalId, sender)
    scope: queue[index]
    properties: {
      roleDefinitionId: sender
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

module endpoint 'private-endpoint.bicep' = if (!empty(endpointSubnetId)) {
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: namespace.id
    groupId: 'namespace'
    zoneName: 'privatelink.servicebus.windows.net'
  }
}

output id string = namespace.id
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
