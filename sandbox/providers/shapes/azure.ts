// What @pulumi/azure 6.40.0 declares: written by `npm run shapes`.
import type { Shapes } from "./shape";

export const azureShapes: Shapes = {
version: "6.40.0",
config: {"adoPipelineServiceConnectionId?":"string","auxiliaryTenantIds?":{"list":"string"},"clientCertificate?":"string","clientCertificatePassword?":"string","clientCertificatePath?":"string","clientId?":"string","clientIdFilePath?":"string","clientSecret?":"string","clientSecretFilePath?":"string","disableCorrelationRequestId?":"boolean","disableTerraformPartnerId?":"boolean","enhancedValidation?":"input.ProviderEnhancedValidation","environment?":"string","features?":"input.ProviderFeatures","metadataHost?":"string","msiApiVersion?":"string","msiEndpoint?":"string","oidcRequestToken?":"string","oidcRequestUrl?":"string","oidcToken?":"string","oidcTokenFilePath?":"string","partnerId?":"string","resourceProviderRegistrations?":"string","resourceProvidersToRegisters?":{"list":"string"},"skipProviderRegistration?":"boolean","storageUseAzuread?":"boolean","subscriptionId?":"string","tenantId?":"string","useAksWorkloadIdentity?":"boolean","useCli?":"boolean","useMsi?":"boolean","useOidc?":"boolean"},
resources: {
"azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3": {"inputs":{"awsRoleArn":"string","destinationTable":"string","logAnalyticsWorkspaceId":"string","name?":"string","sqsUrls":{"list":"string"}},"outputs":{"awsRoleArn":"string","destinationTable":"string","logAnalyticsWorkspaceId":"string","name":"string","sqsUrls":{"list":"string"}}},
},
functions: {
},
types: {
"input.ProviderEnhancedValidation": {"locations?":"boolean","resourceProviders?":"boolean"},
"input.ProviderFeatures": {"apiManagement?":"input.ProviderFeaturesApiManagement","appConfiguration?":"input.ProviderFeaturesAppConfiguration","applicationInsights?":"input.ProviderFeaturesApplicationInsights","cognitiveAccount?":"input.ProviderFeaturesCognitiveAccount","databricksWorkspace?":"input.ProviderFeaturesDatabricksWorkspace","enhancedValidation?":"input.ProviderFeaturesEnhancedValidation","keyVault?":"input.ProviderFeaturesKeyVault","logAnalyticsWorkspace?":"input.ProviderFeaturesLogAnalyticsWorkspace","machineLearning?":"input.ProviderFeaturesMachineLearning","managedDisk?":"input.ProviderFeaturesManagedDisk","netapp?":"input.ProviderFeaturesNetapp","persistIdOnCreateBeforePollingForCompletion?":"boolean","postgresqlFlexibleServer?":"input.ProviderFeaturesPostgresqlFlexibleServer","recoveryService?":"input.ProviderFeaturesRecoveryService","recoveryServicesVaults?":"input.ProviderFeaturesRecoveryServicesVaults","resourceGroup?":"input.ProviderFeaturesResourceGroup","servicebus?":"input.ProviderFeaturesServicebus","skipImportCheckOnCreateAndAllowOverwritingExistingResources?":"boolean","storage?":"input.ProviderFeaturesStorage","subscription?":"input.ProviderFeaturesSubscription","templateDeployment?":"input.ProviderFeaturesTemplateDeployment","virtualMachine?":"input.ProviderFeaturesVirtualMachine","virtualMachineScaleSet?":"input.ProviderFeaturesVirtualMachineScaleSet"},
"input.ProviderFeaturesApiManagement": {"purgeSoftDeleteOnDestroy?":"boolean","recoverSoftDeleted?":"boolean"},
"input.ProviderFeaturesAppConfiguration": {"purgeSoftDeleteOnDestroy?":"boolean","recoverSoftDeleted?":"boolean"},
"input.ProviderFeaturesApplicationInsights": {"disableGeneratedRule?":"boolean"},
"input.ProviderFeaturesCognitiveAccount": {"purgeSoftDeleteOnDestroy?":"boolean"},
"input.ProviderFeaturesDatabricksWorkspace": {"forceDelete?":"boolean"},
"input.ProviderFeaturesEnhancedValidation": {"locations?":"boolean","preflightEnabled?":"boolean","preflightLocationFallback?":"string","resourceProviders?":"boolean"},
"input.ProviderFeaturesKeyVault": {"purgeSoftDeleteOnDestroy?":"boolean","purgeSoftDeletedCertificatesOnDestroy?":"boolean","purgeSoftDeletedHardwareSecurityModuleKeysOnDestroy?":"boolean","purgeSoftDeletedHardwareSecurityModulesOnDestroy?":"boolean","purgeSoftDeletedKeysOnDestroy?":"boolean","purgeSoftDeletedSecretsOnDestroy?":"boolean","recoverSoftDeletedCertificates?":"boolean","recoverSoftDeletedHardwareSecurityModuleKeys?":"boolean","recoverSoftDeletedKeyVaults?":"boolean","recoverSoftDeletedKeys?":"boolean","recoverSoftDeletedSecrets?":"boolean"},
"input.ProviderFeaturesLogAnalyticsWorkspace": {"permanentlyDeleteOnDestroy?":"boolean"},
"input.ProviderFeaturesMachineLearning": {"purgeSoftDeletedWorkspaceOnDestroy?":"boolean"},
"input.ProviderFeaturesManagedDisk": {"expandWithoutDowntime?":"boolean"},
"input.ProviderFeaturesNetapp": {"deleteBackupsOnBackupVaultDestroy?":"boolean","preventVolumeDestruction?":"boolean"},
"input.ProviderFeaturesPostgresqlFlexibleServer": {"restartServerOnConfigurationValueChange?":"boolean"},
"input.ProviderFeaturesRecoveryService": {"purgeProtectedItemsFromVaultOnDestroy?":"boolean","vmBackupStopProtectionAndRetainDataOnDestroy?":"boolean","vmBackupSuspendProtectionAndRetainDataOnDestroy?":"boolean"},
"input.ProviderFeaturesRecoveryServicesVaults": {"recoverSoftDeletedBackupProtectedVm?":"boolean"},
"input.ProviderFeaturesResourceGroup": {"preventDeletionIfContainsResources?":"boolean"},
"input.ProviderFeaturesServicebus": {"autoDeleteSubscriptionDefaultRule?":"boolean"},
"input.ProviderFeaturesStorage": {"dataPlaneAvailable?":"boolean"},
"input.ProviderFeaturesSubscription": {"preventCancellationOnDestroy?":"boolean"},
"input.ProviderFeaturesTemplateDeployment": {"deleteNestedItemsDuringDeletion":"boolean"},
"input.ProviderFeaturesVirtualMachine": {"deleteOsDiskOnDeletion?":"boolean","detachImplicitDataDiskOnDeletion?":"boolean","gracefulShutdown?":"boolean","skipShutdownAndForceDelete?":"boolean"},
"input.ProviderFeaturesVirtualMachineScaleSet": {"forceDelete?":"boolean","reimageOnManualUpgrade?":"boolean","rollInstancesWhenRequired?":"boolean","scaleToZeroBeforeDeletion?":"boolean"},
},
};
