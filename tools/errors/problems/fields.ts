import type { Meanings } from "./types";

const CORRECT = "Set a value of the form that the text gives";
const RENAME = "Choose a name of the form that the text gives";
const REMOVE = "Remove the property";

/** One value alone. */
export const FIELDS = {
  notPlain: ["A value that decides which resources exist is an Output", "Pass a plain value"],
  required: ["A required property is missing", "Set it to what the text gives"],
  wrongType: ["A value has another type than the property", CORRECT],
  notOneOf: ["A value is none of the allowed ones", "Set one of the values that the text lists"],
  tooSmall: ["A number is below its minimum", "Set a greater number"],
  tooLarge: ["A number is above its maximum", "Set a smaller number"],
  notWhole: ["A number has a fraction", "Set a whole number"],
  empty: ["A list, map or text is empty", "Add an entry, or remove the property"],
  tooLong: ["A text is too long", "Shorten it"],
  invalid: ["A value is not valid", CORRECT],
  unknownProperty: ["The arguments have an unknown property", "Correct its name, or remove it"],
  reservedName: ["A name is reserved in JavaScript", "Choose another name"],
  componentName: ["The name of a component has characters that AWS refuses in names", RENAME],
  nameTooLong: [
    "The name of a resource would be longer than AWS allows",
    "Shorten the name that the text gives",
  ],
  nameNotOfBucket: ["The name of a component cannot be part of the name of its bucket", RENAME],
  detectorsShared: [
    "Two components of a program manage the detector of one account and Region",
    "Remove one, or deploy them in different accounts",
  ],
  nameTaken: [
    "Two exports of a program have the same name and share a bucket or key",
    "Give one of them another name",
  ],
  region: ["A value is not the name of a Region", CORRECT],
  accountId: ["A value is not an account id", "Set the 12 digits as a string"],
  roleArn: ["A value is not the ARN of an IAM role", CORRECT],
  identityArn: ["A value is not the ARN of one role or user", CORRECT],
  keyArn: ["A value is not the ARN of a KMS key", CORRECT],
  aliasArn: ["A value is the ARN of an alias of a key", "Set the ARN of the key"],
  arn: ["A value is not the ARN of the resource that is expected", CORRECT],
  findingsUri: ["A value is not the location of an export", "Pass the output `findingsUri`"],
  externalId: ["A value is not an external id", CORRECT],
  profile: [
    "A value is not the name of a profile",
    "Set a profile of your AWS configuration files",
  ],
  hexId: ["A value is not an id of GuardDuty", "Set the 32 digits, as `discover` prints them"],
  email: ["A value is not an e-mail address", CORRECT],
  bucketNameLength: ["The name of a bucket is too short or too long", RENAME],
  bucketNameCharacters: ["The name of a bucket has characters that S3 refuses", RENAME],
  bucketNameDots: ["The name of a bucket has two dots in a row", RENAME],
  bucketNameAddress: ["The name of a bucket has the form of an IP address", RENAME],
  bucketNameStart: ["S3 reserves the start of the bucket's name", RENAME],
  bucketNameEnd: ["S3 reserves the end of the bucket's name", RENAME],
  prefixStart: ["A prefix starts with a slash", "Remove the slash"],
  prefixSlashes: ["A prefix has two slashes in a row", "Remove one"],
  prefixSteps: ["A prefix has a step such as `..`", "Remove the step"],
  prefixCharacters: ["A prefix has characters that are not allowed", RENAME],
  prefixEnd: ["A prefix ends in `AWSLogs`, which GuardDuty appends", "Remove this part"],
  keyAlias: ["A value is not an alias of a key", RENAME],
  keyAliasReserved: ["AWS reserves aliases that start with `alias/aws/`", RENAME],
  tagCount: ["A resource would have more tags than AWS allows", "Remove tags"],
  tagNameLength: ["The name of a tag is too short or too long", RENAME],
  tagNameReserved: ["AWS reserves names of tags that start with `aws:`", RENAME],

  filterName: ["The name of a filter has a length or characters that GuardDuty refuses", RENAME],
  filterDescription: [
    "The description of a filter has a length or characters that GuardDuty refuses",
    "Correct the description",
  ],
  filterFieldMissing: ["A filter has no criterion", "Add a field"],
  filterFieldCount: ["A filter has more fields than GuardDuty allows", "Split the filter"],
  filterField: ["GuardDuty has no such field for filters in this partition", "Correct the field"],
  filterOperatorMissing: [
    "A field of a filter has no operator",
    "Add one of the operators that the text lists",
  ],
  filterValueCount: ["An operator has more values than GuardDuty allows", "Split the filter"],
  filterWildcardLength: ["A text with wildcards is longer than GuardDuty allows", "Shorten it"],
  filterBoundSeconds: ["A time is not in milliseconds, or is not a whole second", CORRECT],
  filterSeverity: [
    "A filter compares severities with a value that is not a severity of GuardDuty",
    "Use whole numbers: LOW is 1 to 3, MEDIUM 4 to 6, HIGH 7 and 8, CRITICAL 9 and 10",
  ],
  filterTime: ["A filter compares a time with a value that is not in milliseconds", CORRECT],
  filterRank: ["Two filters have one rank", "Set another rank"],
  filterCount: ["A Region has more filters than GuardDuty allows", "Remove filters"],

  existingRegion: [
    "`existing` of a list has a Region that the list does not have",
    "Correct the Region",
  ],
  listName: ["The name of a list has a length or characters that GuardDuty refuses", RENAME],
  listLocation: ["A value is not the location of an S3 object", CORRECT],
  listFileAndEntries: ["A list has a file and entries", "Remove one of the two"],
  listFileNotRead: ["The file of a list could not be read", "Correct the path or the file"],
  listEmpty: ["A list has no entries", "Add an entry, or remove the list"],
  listEntryCount: [
    "A list has more entries than GuardDuty reads",
    "Split the list, or combine ranges",
  ],
  listEntry: ["An entry of a list is no address, range or domain", "Correct or remove the entry"],
  listDomain: [
    "A list of a kind without domains has a domain",
    "Remove the entry, or use a threat entity set",
  ],
  listPrivate: ["An entry of a list has private or reserved addresses", "Remove the entry"],
  listHostBits: [
    "A range of a list does not start with its first address",
    "Write the range that the text names, or the single address",
  ],
  listRepeated: ["A list has an entry twice, maybe in another notation", "Remove one"],
  listCount: ["A Region has more lists of a kind than GuardDuty allows", "Combine lists"],

  protectionName: [
    "The name of a protected bucket has a length or characters that are not allowed",
    RENAME,
  ],
  malwarePlanId: ["A value is not the id of a Malware Protection plan", CORRECT],
  noProtectedBucket: ["Malware Protection has no bucket", "Set `findingsBucket` or `buckets`"],
  tooManyPrefixes: ["A Malware Protection plan has too many prefixes", "Remove prefixes"],
  keyOfOtherRegion: [
    "The key of a bucket is in another Region",
    "Set a key of the bucket's Region",
  ],

  administratorOutputs: [
    "The administrator's stack lacks outputs that a member stack reads",
    "Run `pulumi up` of that stack, and check its name",
  ],
  ofAdministratorStack: ["A member stack has a setting of the administrator's stack", REMOVE],
  ofMemberStack: ["An administrator's stack has a setting of a member stack", REMOVE],
} satisfies Meanings;
