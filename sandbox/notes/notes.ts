/** What the sandbox has of a service: a note for every operation, `{}` where it has what its page documents. */
export interface ServiceNotes {
  title: string;
  /** Page of an operation; `*` stands for its name. */
  source: string;
  operations: { [operation: string]: OperationNote };
}

export interface OperationNote {
  /** What is refused here that AWS may take, or where AWS's pages leave a choice. */
  stricter?: string;
  /** What AWS does and the sandbox does not. */
  differs?: string;
  /** Every member is kept and answered, whatever it means. */
  keepsAll?: true;
}
