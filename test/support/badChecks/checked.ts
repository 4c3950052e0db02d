import type { Problem } from "../../../rules/problems";
import type { BadCheck, Checked } from "./case";

export const KEY = "arn:aws:kms:us-east-1:111122223333:key/a1b2c3d4-5678-90ab-cdef-1234567890ab";

export const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";

export const DESTINATION = "fedcba9876543210fedcba9876543210";

export const OTHER = "0123456789abcdef0123456789abcdef";

export const ADMINISTRATOR = "111122223333";

export const organization = (
  find: BadCheck["find"],
  aws: Checked["aws"],
  done?: BadCheck["done"],
) => ({
  args: {
    regions: ["us-east-1", "me-south-1"],
    organization: { administrator: { accountId: ADMINISTRATOR } },
  },
  ...{ aws, find, done },
});

/** A read that failed with a message, until its fix is made. */
export const failing = (message: string, problemOf: (message: string) => Problem): BadCheck => ({
  args: {},
  aws: { message },
  find: ({ aws }) => (aws["message"] === undefined ? [] : [problemOf(aws["message"] as string)]),
  done: () => ({}),
});
