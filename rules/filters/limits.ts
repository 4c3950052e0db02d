/** Filters of a detector, which is also the highest rank. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
export const MOST_FILTERS = 100;

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html */
export const NAME_PATTERN = /^[A-Za-z0-9._-]{3,64}$/;
export const DESCRIPTION_PATTERN = /^[A-Za-z0-9.:_(){}[\]/\s-]{0,512}$/;

/** The one field of which the AWS provider takes dates, to the second; it takes whole numbers of all others. */
export const DATE_FIELD = "updatedAt";
