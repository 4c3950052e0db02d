/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export interface BusEvent {
  version: "0";
  id: string;
  "detail-type": string;
  source: string;
  /** Of the bus that it was first put on, as is the Region. */
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: object;
}
