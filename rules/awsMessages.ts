/**
 * Messages of AWS and of its provider that distinguish cases without an error code of their own. Nothing
 * else of a message is read.
 */
export const AWS_MESSAGES = {
  /**
   * GuardDuty's one answer to every fault of the two policies, and to policies it does not see yet.
   * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
   */
  servicePermission:
    /the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter/,
  /** Every call of GuardDuty with an id that is none of the account's. */
  detectorNotOwned: /detectorId is not owned by the current account/,
  /** Get calls of filters and lists with a name or an id that a detector does not have. */
  noSuchEntry: /no such resource found|input \w+SetId is not owned by the current account/i,
  /** CreateDatabase and CreateTable of what exists. */
  glueExists: /AlreadyExistsException/,
  /** DescribePublishingDestination with an id that does not exist. */
  invalidParameters: /input parameters have invalid values/,
  /** Credentials of the SDK and of AWS that have expired. */
  expiredCredentials: /expired credentials/,
  ssoSession: /SSO session/,
  /** The provider's data source of a detector where there is none. */
  emptyResult: /empty result/,
  /** The provider's data source of an object that does not exist. */
  objectNotFound: /couldn't find resource|NotFound|NoSuchKey/,
  /** AWS, and the provider's data sources, of a bucket or key that does not exist. */
  notFound: /couldn't find resource|NotFound|NoSuchBucket\b|empty result/,
  /** The answers of the engine, and of the provider about an acceptance, to an import of what does not exist. */
  importMissing: /resource '[^']*' does not exist|InviteAccepter \([^)]*\): empty re(sponse|sult)/,
  /** The provider's data source of the policy of a bucket that has none. */
  noBucketPolicy: /NoSuchBucketPolicy/,
  /** S3's answers about a bucket of another account or Region, which says no more of it. */
  bucketElsewhere: /Forbidden|StatusCode: (403|301)|PermanentRedirect/,
  /**
   * Organizations' answer to an account that is in no organization.
   * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html
   */
  noOrganization: /AWSOrganizationsNotInUseException/,
} as const;
