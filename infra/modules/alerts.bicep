// What somebody has to hear of. What each means, and what to do: docs/operations.md.
param name string
param location string
param tags object
param alertEmail string
param workspaceId string
param serviceBusId string
param headquartersCosmosId string
param channelsCosmosId string
param keyVaultId string

var actions = [{ actionGroupId: people.id }]

// Found in the log of the functions: one line of JSON an event.
var logAlerts = [
  {
    name: 'failed-jobs'
    description: 'A run of a job failed.'
    severity: 2
    query: 'AppTraces | where tostring(parse_json(Message).event) == "job.failed"'
    measure: ''
    aggregation: 'Count'
    threshold: 0
  }
  {
    name: 'failed-operations'
    description: 'An operation of a customer failed for good: somebody has to repair it.'
    severity: 2
    query: 'AppTraces | where tostring(parse_json(Message).event) == "operation.failed"'
    measure: ''
    aggregation: 'Count'
    threshold: 0
  }
  {
    name: 'oldest-operation'
    description: 'A customer has waited for headquarters for more than 15 minutes.'
    severity: 2
    query: 'AppTraces | extend e = parse_json(Message) | where tostring(e.event) == "operations.counted" | project seconds = todouble(e.oldestAgeSeconds)'
    measure: 'seconds'
    aggregation: 'Maximum'
    threshold: 900
  }
  {
    name: 'error-rate'
    description: 'More than 5 of 100 requests were answered with 5xx.'
    severity: 1
    query: 'AppRequests | summarize total = count(), failed = countif(toint(ResultCode) >= 500) | where total >= 20 | project percent = 100.0 * failed / total'
    measure: 'percent'
    aggregation: 'Maximum'
    threshold: 5
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'alerts-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'regulars'
    enabled: true
    emailReceivers: empty(alertEmail)
      ? []
      : [
          {
            name: 'on-call'
            emailAddress: alertEmail
            useCommonAlertSchema: true
          }
        ]
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'A queue has dead letters.'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    actions: actions
  }
}

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for (accountId, index) in union([headquartersCosmosId], [channelsCosmosId]): {
    name: 'throttled-${index}-${name}'
    location: 'global'
    tags: tags
    properties: {
      description: 'Cosmos DB answered many requests with 429: throughput is short, or one partition is hot.'
      severity: 2
      enabled: true
      scopes: [accountId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'throttled'
            metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
            metricName: 'TotalRequests'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 100
            dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          }
        ]
      }
      actions: actions
    }
  }
]

resource inLogs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${alert.name}-${name}'
    location: location
    tags: tags
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT10M'
      // Tables such as AppRequests are there once the first telemetry has come.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: alert.aggregation
            metricMeasureColumn: empty(alert.measure) ? null : alert.measure
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

// The vault tells 30 days before a secret expires, and when it has.
resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'vault-events-${name}'
  location: location
  tags: tags
  properties: {
    source: keyVaultId
    topicType: 'Microsoft.KeyVault.vaults'
  }
}

resource expiringSecrets 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: vaultEvents
  name: 'expiring-secrets'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [
        'Microsoft.KeyVault.SecretNearExpiry'
        'Microsoft.KeyVault.SecretExpired'
      ]
    }
    destination: {
      endpointType: 'MonitorAlert'
      properties: {
        description: 'A secret expires within 30 days, or has expired.'
        severity: 'Sev2'
        actionGroups: [people.id]
      }
    }
  }
}
