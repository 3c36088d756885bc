// In front of the API: tokens are checked and callers are slowed down before they reach the functions.
param name string
param location string
param tags object
param publisherEmail string
param functionsUrl string
param tokenIssuer string
param tokenAudience string

@description('Requests of one caller in a minute, at most.')
param callsPerMinute int

resource service 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'BasicV2'
    capacity: 1
  }
  properties: {
    publisherName: 'Regulars'
    publisherEmail: publisherEmail
  }
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: service
  name: 'regulars-v1'
  properties: {
    displayName: 'Regulars'
    path: 'api/v1'
    protocols: ['https']
    serviceUrl: '${functionsUrl}/api/v1'
    subscriptionRequired: false
  }
}

// The functions know their paths, and answer what they do not know with a problem: here every path goes through.
resource operations 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [
  for method in ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']: {
    parent: api
    name: toLower(method)
    properties: {
      displayName: method
      method: method
      urlTemplate: '/*'
    }
  }
]

resource policy 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = {
  parent: api
  name: 'policy'
  properties: {
    format: 'rawxml'
    value: replace(
      replace(
        replace(loadTextContent('../api-policy.xml'), '{tokenIssuer}', tokenIssuer),
        '{tokenAudience}',
        tokenAudience
      ),
      '{callsPerMinute}',
      string(callsPerMinute)
    )
  }
}

output url string = '${service.properties.gatewayUrl}/api/v1'
