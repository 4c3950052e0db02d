/** What the sandbox has of a service: a note for every operation. */
export interface ServiceNotes {
  title: string;
  /** Page of an operation; `*` stands for its name. */
  source: string;
  operations: { [operation: string]: OperationNote };
}

export interface OperationNote {
  /**
   * The constraints, quotas and conditions of its page that it is held to. Those of single members, which AWS's model
   * has, are held in every operation.
   */
  modelled: string;
  /** Its page, where that is not the service's with its name. */
  source?: string;
  /** What is refused here that AWS may take, or where AWS's pages leave a choice. */
  stricter?: string;
  /** What AWS does and the sandbox does not. */
  differs?: string;
  /** Every member is kept and answered, whatever it means. */
  keepsAll?: true;
}
