/** Something that a stack created earlier. */
export interface Found {
  /** Its ARN, or its name. */
  name: string;
  /** What `pulumi import` takes, without the Region. */
  id: string;
}
